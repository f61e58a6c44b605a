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

  var json: JSONObject {
    var object: JSONObject = [:]
    if let only = places.first, places.count == 1 {
      object["side"] = .string(only.side.rawValue)
      object["cluster"] = .string(only.cluster)
      object["database"] = .string(only.database)
    }
    object["collections"] = .array(collections.map(document))
    return object
  }

  var sections: [Section] {
    let table = Table(
      columns.map(\.column),
      rows: collections.map { row in
        columns.map { $0.cell(row) }
      })
    return (collections.isEmpty ? [] : [.table(table)]) + [.lines([conclusion])]
  }

  private typealias Part = (column: Table.Column, cell: (CollectionSummary) -> Cell)

  private var columns: [Part] {
    var parts: [Part] = [
      (.text("COLLECTION"), { Cell($0.name) }),
      (.text("STATE"), { Cell($0.state.rawValue) }),
      (.number("ENTITIES"), { $0.entities.map { .count($0.number) } ?? .absent }),
      (.text("COUNTED"), { $0.entities.map { Cell($0.method.rawValue) } ?? .absent }),
      (.text("VECTORS"), { Self.vectors($0) }),
      (.text("KEY"), { Cell($0.isAutoID ? "\($0.key) auto" : $0.key) }),
      (.text("INDEX"), { $0.vectors.first?.index.map { Cell($0) } ?? .absent }),
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
    [
      "name": .string(collection.name),
      "side": .string(collection.side.rawValue),
      "database": .string(collection.database),
      "state": .string(collection.state.rawValue),
      "entities": .optional(collection.entities?.number),
      "counted": .string(collection.entities?.method.rawValue ?? "none"),
      "vectors": .array(
        collection.vectors.map {
          ["name": .string($0.name), "type": .string($0.type), "index": .optional($0.index)]
        }),
      "key": .string(collection.key),
      "autoID": .bool(collection.isAutoID),
      "onOtherSide": collection.counterpart.map { .bool($0 == .sameName) } ?? .null,
    ]
  }
}
