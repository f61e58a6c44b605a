internal import MilvusClient

/// What Milvus Lite does to data without saying so.
enum LiteRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    json(collection) + vectors(collection) + losses(collection)
  }

  private static let topic = "Milvus Lite"

  private static func json(_ collection: CollectionCase) -> [Finding] {
    guard !collection.target.supports(.verbatimJSON) else { return [] }
    let fields = collection.schema.fields.filter { $0.type == .json }.map { Wording.name($0.name) }
    let places = fields + (collection.schema.isDynamic ? ["the dynamic field"] : [])
    guard !places.isEmpty else { return [] }
    return [
      collection.finding(
        .warning, .liteJSON, topic,
        """
        it writes JSON anew in \(places.joined(separator: ", ")): the meaning is kept, blanks and \
        escapes are not, and a JSON null becomes a missing value
        """)
    ]
  }

  private static func vectors(_ collection: CollectionCase) -> [Finding] {
    let ends = [collection.source, collection.target]
    guard !ends.allSatisfy({ $0.supports(.returnedNullVectors) }) else { return [] }
    let fields = collection.schema.fields.filter { $0.type.isVector && $0.isNullable }.map(\.name)
    guard !fields.isEmpty else { return [] }
    return [
      collection.finding(
        .warning, .liteNullVectors, topic,
        "it returns a missing vector as zeros, so nulls of \(Wording.names(fields)) are lost")
    ]
  }

  private static func losses(_ collection: CollectionCase) -> [Finding] {
    let losses = LiteLosses(collection.facts, on: collection.target).list
    guard !losses.isEmpty else { return [] }
    return [
      collection.finding(
        .warning, .liteForgets, topic, "it does not keep \(losses.joined(separator: ", "))")
    ]
  }
}
