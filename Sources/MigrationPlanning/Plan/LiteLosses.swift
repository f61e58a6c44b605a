internal import MilvusClient

/// What Milvus Lite forgets of a collection without saying so.
struct LiteLosses {
  /// What is forgotten, each with its place.
  let list: [String]

  init(_ facts: CollectionFacts, on target: ServerVersion) {
    let texts = target.supports(.wholeSchemas) ? [] : Self.texts(of: facts.schema.carryable())
    list = Self.settings(of: facts, on: target) + texts
  }

  private static func settings(
    of facts: CollectionFacts, on target: ServerVersion
  ) -> [String] {
    var list: [String] = []
    if facts.shards > 1, !target.supports(.shards) { list.append("\(facts.shards) shards") }
    if let level = facts.consistency, level != .bounded, !target.supports(.consistencyLevels) {
      list.append("consistency level \(level)")
    }
    return list
  }

  private static func texts(of schema: CollectionSchema) -> [String] {
    let kept = schema.asKeptByLite()
    var list: [String] = []
    if !schema.description.isEmpty { list.append("description of the collection") }
    let described = schema.fields.filter { !$0.description.isEmpty }.map(\.name)
    if !described.isEmpty {
      list.append("descriptions of fields \(Wording.names(described))")
    }
    for (field, rest) in zip(schema.fields, kept.fields) {
      list += losses(of: field, keeping: rest)
    }
    for function in schema.functions where !function.description.isEmpty {
      list.append("description of function \"\(function.name)\"")
    }
    return list
  }

  private static func losses(of field: FieldSchema, keeping rest: FieldSchema) -> [String] {
    let place = "field \"\(field.name)\""
    let parameters = field.typeParameters.filter { !rest.typeParameters.contains($0) }
    return (field.isClusteringKey ? ["clustering key \(place)"] : [])
      + parameters.filter { $0.value.lowercased() != "false" }.map { "\($0) of \(place)" }
  }
}
