internal import MilvusClient

/// Whether partitions can be chosen, and which stay behind.
enum PartitionRules {
  private static let topic = "partitions"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    choice(collection) + names(collection)
  }

  /// Names of partitions cannot be changed on the way.
  private static func names(_ collection: CollectionCase) -> [Finding] {
    guard collection.schema.partitionKey == nil else { return [] }
    let rule = Acceptance(version: collection.target).partitionName
    let refused = collection.facts.partitions.map(\.name).compactMap { name in
      rule.refusal(of: name).map { (name: name, reason: $0) }
    }
    guard let first = refused.first else { return [] }
    return [
      collection.finding(
        .blocker, .partitionName, topic,
        """
        Milvus \(collection.target) does not take \(Wording.names(refused.map(\.name))): \
        \(first.reason)
        """,
        hint: wayOut(of: collection, leaving: Set(refused.map(\.name))))
    ]
  }

  /// What can be typed: the partitions that the target takes, as far as a line holds them.
  private static func wayOut(of collection: CollectionCase, leaving refused: Set<ServerName>)
    -> String
  {
    let others = collection.facts.partitions.map(\.name).filter { !refused.contains($0) }
    let elsewhere = "connect a target that takes the names"
    // 8: more of them are no hint that anybody reads.
    guard 1...8 ~= others.count else { return elsewhere }
    let choice = others.map { "--partition \($0)" }.joined(separator: " ")
    return "migrate \(Wording.typed(collection.facts.asked)) \(choice), or \(elsewhere)"
  }

  private static func choice(_ collection: CollectionCase) -> [Finding] {
    guard collection.options.partitions != nil else { return [] }
    if let key = collection.schema.partitionKey {
      return [
        collection.finding(
          .blocker, .partitionOfKey, topic,
          "the server spreads entities over partitions by \(Wording.name(key.name)), so none can be "
            + "chosen",
          hint: "migrate \(Wording.typed(collection.facts.asked)) without --partition")
      ]
    }
    let left = collection.facts.leftPartitions
    guard !left.isEmpty else { return [] }
    return [
      collection.finding(
        .note, .partitionsLeftOut, topic,
        "\(Wording.names(left)) not moved, as was asked for")
    ]
  }
}
