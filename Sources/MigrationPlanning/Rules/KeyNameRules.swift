internal import MilvusClient

/// Whether both ends can be asked for entities by their keys.
enum KeyNameRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard let key = collection.schema.primaryKey else { return [] }
    let movesRows = collection.options.only != .schema
    let ends =
      (movesRows ? [(Side.source, collection.source)] : []) + [(.target, collection.target)]
    return ends.compactMap { side, version in
      FilterLanguage(version: version).refusal(of: key.name).map { reason in
        collection.finding(
          movesRows ? .blocker : .warning, .keyName, "keys",
          """
          the \(side.rawValue), Milvus \(version), cannot be asked for entities by the key \
          \(Wording.name(key.name)): \(reason)
          """,
          hint: side == .source
            ? "give the collection a key of another name with another tool"
            : "connect a target that takes the name")
      }
    }
  }
}
