internal import MilvusClient

/// What becomes of properties, the consistency level, partitions and functions.
enum PropertyRules {
  private static let timeToLiveKey = "collection.ttl.seconds"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    [
      properties(collection), timeToLive(collection), consistency(collection),
      partitions(collection), functions(collection),
    ].flatMap(\.self)
  }

  private static func properties(_ collection: CollectionCase) -> [Finding] {
    let topic = "properties"
    let facts = collection.facts
    let idle = facts.carriedProperties.filter { !hasEffect($0.key, collection.target) }
    let working = facts.carriedProperties.filter { !idle.contains($0) }
    var findings: [Finding] = []
    if !working.isEmpty {
      findings.append(
        collection.finding(
          .ok, .properties, topic,
          "carried: \(working.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))"))
    }
    findings += idle.map {
      collection.finding(
        changesRows($0.key) ? .warning : .note, .propertyWithoutEffect, topic,
        "\($0.key)=\($0.value) is carried, but Milvus \(collection.target) does not act on it")
    }
    findings += facts.leftProperties.map {
      collection.finding(
        .note, .propertyLeftOut, topic, "\($0.what) not carried: \($0.reason)")
    }
    return findings
  }

  private static func hasEffect(_ key: String, _ target: ServerVersion) -> Bool {
    switch key {
    case "timezone": target.supports(.timestamptz)
    case "ttl_field": target.supports(.timeToLiveField)
    case "partitionkey.isolation": target.supports(.partitionKeyIsolation)
    default: target.supports(.collectionProperties)
    }
  }

  /// Whether rows themselves, and not only their handling, depend on a property.
  private static func changesRows(_ key: String) -> Bool {
    ["timezone", "ttl_field", timeToLiveKey].contains(key)
  }

  private static func timeToLive(_ collection: CollectionCase) -> [Finding] {
    let property = collection.facts.carriedProperties.first { $0.key == timeToLiveKey }
    guard let seconds = property.flatMap({ Int64($0.value) }), seconds > 0 else { return [] }
    var parts: [String] = []
    if hasEffect(timeToLiveKey, collection.target) {
      parts.append("it counts from the insertion, so every entity starts anew on the target")
    }
    if hasEffect(timeToLiveKey, collection.source) {
      parts.append("on the source entities may expire during the copy")
    }
    guard !parts.isEmpty else { return [] }
    return [
      collection.finding(
        .note, .timeToLive, "TTL",
        "\(Wording.count(seconds)) s: \(parts.joined(separator: "; "))")
    ]
  }

  private static func consistency(_ collection: CollectionCase) -> [Finding] {
    let topic = "consistency"
    guard let level = collection.facts.consistency else {
      return [
        collection.finding(
          .note, .consistencyUnknown, topic,
          "the source does not tell its level; the target uses its default")
      ]
    }
    guard collection.target.supports(.consistencyLevels) else { return [] }
    return [collection.finding(.ok, .consistency, topic, "\(level)")]
  }

  private static func partitions(_ collection: CollectionCase) -> [Finding] {
    let count = Int64(collection.facts.partitions.count)
    if let key = collection.schema.partitionKey {
      let name = Wording.name(key.name)
      let ends = [collection.source, collection.target]
      guard !ends.allSatisfy({ $0.supports(.partitionKeyBuckets) }) else {
        return [
          collection.finding(
            .ok, .partitionKey, "partition key", "\(name), \(count) buckets")
        ]
      }
      return [
        collection.finding(
          .note, .partitionKey, "partition key",
          "\(name); the target chooses its number of buckets, because Milvus Lite has a fixed one")
      ]
    }
    guard count > 1 else { return [] }
    return [
      collection.finding(
        .ok, .partitions, "partitions",
        "\(Wording.count(count)), each entity goes to the partition that it came from")
    ]
  }

  private static func functions(_ collection: CollectionCase) -> [Finding] {
    collection.schema.functions.map { function in
      let topic = "function \(function.name)"
      let outputs = Wording.names(function.outputs)
      guard function.type == .textEmbedding else {
        return collection.finding(
          .note, .functionOutput, topic, "its output \(outputs) is computed again")
      }
      return collection.finding(
        .warning, .functionCalls, topic,
        """
        its output \(outputs) is computed again: the target asks the model for every entity, which \
        costs, may give other vectors and needs the model's credentials there
        """)
    }
  }
}
