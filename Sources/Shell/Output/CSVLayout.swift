/// Lays out the first table of a result as RFC 4180 says, with a header.
enum CSVLayout {
  /// The CSV text; facts become a header and one row when there is no table.
  static func text(of sections: [Section]) -> String {
    for case .table(let table) in sections {
      return lines([table.columns.map(\.title)] + table.rows.map { $0.map(\.plain) })
    }
    let facts = sections.flatMap { section -> [Field] in
      guard case .fields(let fields) = section else { return [] }
      return fields
    }
    return facts.isEmpty ? "" : lines([facts.map(\.name), facts.map(\.value.plain)])
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
