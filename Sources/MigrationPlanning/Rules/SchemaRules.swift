internal import MilvusClient

/// Whether the target can hold the schema unchanged.
enum SchemaRules {
  private static let topic = "schema"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    demands(collection) + hiddenFunctions(collection) + shape(collection)
      + unknownParts(collection)
  }

  /// Fields that a function fills which the server does not tell: they could not be filled again.
  private static func hiddenFunctions(_ collection: CollectionCase) -> [Finding] {
    let told = Set(collection.schema.functions.flatMap(\.outputs))
    let hidden = collection.schema.fields.filter { $0.isFunctionOutput && !told.contains($0.name) }
    return hidden.map { field in
      collection.finding(
        .blocker, .functionHidden, topic,
        "the source does not tell which function fills field \(Wording.name(field.name))",
        hint: "copy the other fields into a collection without it, and migrate that one")
    }
  }

  private static func demands(_ collection: CollectionCase) -> [Finding] {
    let unmet = unmetParts(collection)
    guard !unmet.isEmpty else {
      let fields = Int64(collection.schema.fields.count + collection.schema.structFields.count)
      return [
        collection.finding(
          .ok, .schema, topic,
          "\(Wording.count(fields, "field", "fields")), all known to Milvus \(collection.target)")
      ]
    }
    return unmet.map { part in
      let place = part.field.map { "field \(Wording.name($0)): " } ?? ""
      return collection.finding(
        .blocker, .unsupported, topic, "\(place)\(part.reason)",
        hint: "connect a target of another version, or upgrade this one")
    }
  }

  /// What the target's version cannot hold, but for the number of vectors: a limit like others.
  private static func unmetParts(_ collection: CollectionCase) -> [UnsupportedPart] {
    guard !collection.target.holdsAll(of: collection.source) else { return [] }
    return unsupportedFeatures(of: collection.schema, by: collection.target)
      .filter { $0.feature != .severalVectorFields }
  }

  private static func shape(_ collection: CollectionCase) -> [Finding] {
    guard let key = collection.schema.primaryKey else {
      return [
        collection.finding(
          .blocker, .noPrimaryKey, topic, "the source describes no primary key")
      ]
    }
    guard key.type == .int64 || key.type == .varchar else {
      return [
        collection.finding(
          .blocker, .keyType, topic,
          "primary key \"\(key.name)\" is of type \(key.typeText), not Int64 or VarChar")
      ]
    }
    guard !collection.target.supports(.vectorlessCollection),
      collection.schema.vectorColumns.isEmpty
    else { return [] }
    return [
      collection.finding(
        .blocker, .noVectorField, topic, "it has no vector field, which Milvus Lite demands",
        hint: "connect a target that is not Milvus Lite")
    ]
  }

  private static func unknownParts(_ collection: CollectionCase) -> [Finding] {
    let parts = collection.schema.unknownParts
    guard !parts.isEmpty else { return [] }
    let isSafe = collection.target.isNoOlder(than: collection.source)
    return [
      collection.finding(
        isSafe ? .note : .warning, .unknownParts, topic,
        "carried, not understood: \(parts.joined(separator: "; "))")
    ]
  }
}
