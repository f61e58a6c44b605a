internal import MigrationEngine
internal import MilvusClient

/// The collections of one database or several, a row each.
struct CollectionTable: Renderable {
  static let schema = "collections/1"
  static let rows: String? = "collections"

  /// A database whose collections are listed.
  struct Place: Sendable, Equatable {
    var side: Side
    var cluster: String
    var database: ServerName
  }

  var places: [Place]
  var collections: [CollectionSummary]
  /// Collections that are there beyond those that are shown.
  var hidden = 0
  /// Databases whose collections the server did not tell.
  var refusals: [Refusal] = []

  /// Everything that is left open.
  var allRefusals: [Refusal] { refusals + collections.flatMap(\.refusals) }

  var json: JSONObject {
    var object: JSONObject = [:]
    // Of several places none is the one; all of them are listed in every case.
    let only = places.count == 1 ? places.first : nil
    object["side"] = .optional(only?.side.rawValue)
    object["cluster"] = .optional(only?.cluster)
    object["database"] = .optional(only?.database)
    object["places"] = .array(
      places.map { place in
        [
          "side": .string(place.side.rawValue), "cluster": .string(place.cluster),
          "database": .string(place.database),
        ]
      })
    object["collections"] = .array(collections.map(document))
    object["refused"] = .array(refusals.map(\.document))
    return object
  }

  var sections: [Section] {
    let table = Table(
      columns.map(\.column),
      rows: collections.map { row in
        columns.map { $0.cell(row) }
      })
    return [.table(table), .lines([conclusion] + Refusal.footnotes(of: allRefusals))]
  }

  private typealias Part = (column: Table.Column, cell: (CollectionSummary) -> Cell)

  private var columns: [Part] {
    var parts: [Part] = [
      (.name("COLLECTION"), { Cell($0.name) }),
      (.text("STATE"), { Self.cell($0, .state, $0.state.map { Cell($0.rawValue) }) }),
      (.number("ENTITIES"), { Self.cell($0, .entities, $0.entities.map { .count($0.number) }) }),
      (
        .text("COUNTED").yieldingFirst,
        { Self.cell($0, .entities, $0.entities.map { Cell($0.method.rawValue) }) }
      ),
      (.text("VECTORS"), { Self.cell($0, .schema, Self.vectors($0)) }),
      (
        .text("KEY").yieldingFirst,
        { Self.cell($0, .schema, Cell($0.isAutoID ? "\($0.key) auto" : $0.key)) }
      ),
      (
        .text("INDEX").yieldingFirst,
        { Self.cell($0, .indexes, $0.vectors.first?.index.map { Cell($0) }) }
      ),
    ]
    if Set(places.map(\.database)).count > 1 {
      parts.insert((.text("DATABASE"), { Cell($0.database) }), at: 0)
    }
    let sides = Set(places.map(\.side))
    if sides.count > 1 {
      parts.insert((.text("SIDE"), { Cell($0.side.rawValue) }), at: 0)
    }
    if let side = sides.first, collections.contains(where: { $0.counterpart != nil }) {
      let title = sides.count > 1 ? "ON THE OTHER" : "ON \(side.other.rawValue.uppercased())"
      parts.append((.text(title), { $0.counterpart == .sameName ? "same name" : .absent }))
    }
    return parts
  }

  /// What is known, `-` where there is nothing, `?` where the server did not answer the question.
  private static func cell(
    _ collection: CollectionSummary, _ question: Refusal.Question, _ known: Cell?
  ) -> Cell {
    collection.refuses(question) ? Cell("?") : known ?? .absent
  }

  /// Text of the first vector field, and how many more there are: `clip FloatVector 512, +1`.
  private static func vectors(_ collection: CollectionSummary) -> Cell {
    guard let first = collection.vectors.first else { return .absent }
    let more = collection.vectors.count - 1
    return Cell("\(first.name) \(first.type)\(more > 0 ? ", +\(more)" : "")")
  }

  private var conclusion: String {
    let place = places.map { "\($0.cluster)/\($0.database)" }.joined(separator: ", ")
    let more = hidden > 0 ? ", \(Figures.count(hidden)) more not shown (--limit)" : ""
    return "\(Figures.count(collections.count, of: "collection")) in \(place)\(more)"
  }

  private func document(_ collection: CollectionSummary) -> JSONValue {
    let isDescribed = !collection.refuses(.schema)
    var object: JSONObject = [
      "name": .string(collection.name),
      "side": .string(collection.side.rawValue),
      "database": .string(collection.database),
      "state": .optional(collection.state?.rawValue),
      "entities": .optional(collection.entities?.number),
      "counted": .string(collection.entities?.method.rawValue ?? "none"),
      "vectors": isDescribed ? .array(collection.vectors.map(Self.document)) : .null,
      "key": isDescribed ? .string(collection.key) : .null,
      "autoID": isDescribed ? .bool(collection.isAutoID) : .null,
      "onOtherSide": collection.counterpart.map { .bool($0 == .sameName) } ?? .null,
    ]
    object["refused"] = .array(collection.refusals.map(\.document))
    return .object(object)
  }

  private static func document(_ vector: CollectionSummary.Vector) -> JSONValue {
    [
      "name": .string(vector.name), "type": .string(vector.type), "index": .optional(vector.index),
    ]
  }
}
