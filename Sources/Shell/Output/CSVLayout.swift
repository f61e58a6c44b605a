/// Lays out the first table of a result as RFC 4180 says, with a header.
enum CSVLayout {
  /// The CSV text; a result without a table of its own has the fields of its JSON form as columns.
  static func text<Value: Renderable>(of value: Value) -> String {
    table(in: value.sections) ?? document(value.json, rows: Value.rows)
  }

  /// The text of the first table with titles, or of facts; nil if there is neither.
  static func table(in sections: [Section]) -> String? {
    for section in sections {
      switch section {
      case .table(let table) where !table.columns.contains { $0.title.isEmpty }:
        return text(of: table)
      case .findings(let list): return text(of: list.table)
      default: continue
      }
    }
    let facts = sections.flatMap { section -> [Field] in
      guard case .fields(let fields) = section else { return [] }
      return fields
    }
    return facts.isEmpty ? nil : lines([facts.map(\.name), facts.map(\.value.plain)])
  }

  private static func text(of table: Table) -> String {
    lines([table.columns.map(\.title)] + table.rows.map { $0.map(\.plain) })
  }

  /// The rows of a JSON form, or the form itself as the only row.
  private static func document(_ object: JSONObject, rows: String?) -> String {
    guard let rows, case .array(let elements) = object[rows] else { return text(of: [object]) }
    return text(
      of: elements.map { element in
        guard case .object(let row) = element else { return ["value": element] }
        return row
      })
  }

  /// A column for each field that one of the rows has, in the order in which they come.
  private static func text(of rows: [JSONObject]) -> String {
    var names: [String] = []
    for field in rows.flatMap(\.fields) where !names.contains(field.name) {
      names.append(field.name)
    }
    guard !names.isEmpty else { return "" }
    return lines([names] + rows.map { row in names.map { row[$0].map(plain) ?? "" } })
  }

  /// A text or a number as it is, nothing for null; what has parts stays JSON.
  private static func plain(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .bool, .integer, .number, .array, .object: value.text
    }
  }

  private static func lines(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    // A carriage return and a newline together are one character.
    let isPlain = !text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard !isPlain else { return text }
    let doubled = text.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"\(doubled)\""
  }
}
