/// A result that can be shown in every output format.
///
/// The human form and the JSON form are two views of one value; both must be pure.
package protocol Renderable: Sendable {
  /// Name and version of the JSON form without its prefix: `collections/1`.
  static var schema: String { get }

  /// What a person reads, from top to bottom.
  var sections: [Section] { get }

  /// The fields of the JSON object, in order; the renderer puts `schema` before them.
  ///
  /// Fields are added, never renamed. Sizes are bytes, times RFC 3339, spans seconds.
  var json: JSONObject { get }

  /// The name of the field of `json` whose elements are the rows of `jsonl`, if there are rows.
  static var rows: String? { get }

  /// Whether it tells what became of work, so that the file of `--events` holds it, too.
  static var isOutcome: Bool { get }
}

extension Renderable {
  package static var rows: String? { nil }
  package static var isOutcome: Bool { false }

  /// The whole JSON object, with the name of its form.
  var document: JSONObject {
    var object: JSONObject = ["schema": "vecferry.\(Self.schema)"]
    for field in json.fields { object[field.name] = field.value }
    return object
  }
}

/// One part of what a person reads.
package enum Section: Sendable, Equatable {
  /// Lines as they are.
  case text(String)
  /// A table with a header line.
  case table(Table)
  /// Facts about one thing, a line each: `  state    Loaded`.
  case fields([Field])
  /// What a check found, subject by subject.
  case findings(FindingList)
  /// One empty line.
  case blank
}

/// One fact: its name and its value.
package struct Field: Sendable, Equatable {
  /// What it is.
  package var name: String
  /// Its value.
  package var value: Cell

  /// Makes a fact.
  package init(_ name: String, _ value: Cell) {
    self.name = name
    self.value = value
  }
}
