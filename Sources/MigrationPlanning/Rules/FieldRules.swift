internal import MilvusClient

/// Whether the target takes the fields as they are called and as large as they may become.
enum FieldRules {
  private static let topic = "schema"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    let acceptance = Acceptance(version: collection.target)
    return names(collection, acceptance)
      + collection.schema.allFields.flatMap { sizes(of: $0, collection, acceptance) }
  }

  private static func names(
    _ collection: CollectionCase, _ acceptance: Acceptance
  ) -> [Finding] {
    let structures = collection.schema.structFields
    let names =
      collection.schema.fields.map(\.name)
      + structures.flatMap { [$0.name] + $0.fields.map(\.name) }
    return names.compactMap { name in
      acceptance.refusal(ofField: name).map { reason in
        collection.finding(
          .blocker, .fieldName, topic,
          "field \(Wording.name(name)) cannot be made on Milvus \(collection.target): \(reason)",
          hint: "no option renames a field: connect a target that takes the name")
      }
    }
  }

  private static func sizes(
    of field: FieldSchema, _ collection: CollectionCase, _ acceptance: Acceptance
  ) -> [Finding] {
    var findings: [Finding] = []
    if field.type == .varchar || field.type == .array && field.elementType == .varchar,
      let limits = acceptance.textLengths
    {
      // Where an array does not say it, the target is told the largest.
      let length = field.maxLength ?? (field.type == .array ? limits.upperBound : nil)
      if !(length.map(limits.contains) ?? false) {
        findings.append(refusal(of: field, "max_length", length, limits, collection, acceptance))
      }
    }
    if field.type == .array, let limits = acceptance.arrayCapacities,
      let capacity = field.maxCapacity, !limits.contains(capacity)
    {
      findings.append(refusal(of: field, "max_capacity", capacity, limits, collection, acceptance))
    }
    return findings
  }

  private static func refusal(
    of field: FieldSchema, _ size: String, _ value: Int?, _ limits: ClosedRange<Int>,
    _ collection: CollectionCase, _ acceptance: Acceptance
  ) -> Finding {
    // A limit that was raised on the source may have been raised on the target, too.
    let isSetting =
      acceptance.hasSettings && collection.pair.target.profile.hasAdjustableLimits
      && (value ?? 0) > limits.upperBound
    let has = value.map { "the \(size) \(Wording.count(Int64($0)))" } ?? "no \(size)"
    return collection.finding(
      isSetting ? .warning : .blocker, .fieldSize, topic,
      """
      field \(Wording.name(field.name)) has \(has); Milvus \(collection.target) takes \
      \(limits.lowerBound) to \(Wording.count(Int64(limits.upperBound)))\
      \(isSetting ? " by default" : "")
      """,
      hint: isSetting ? nil : "connect a target that takes it")
  }
}

extension CollectionSchema {
  /// All fields, those inside structs among them.
  fileprivate var allFields: [FieldSchema] { fields + structFields.flatMap(\.fields) }
}
