/// Findings as a person reads them: subject, topic, text, and a verdict at the right.
package struct FindingList: Sendable, Equatable {
  /// One finding.
  struct Row: Sendable, Equatable {
    var subject: String
    var topic: String
    var text: String
    var verdict: String
    var hint: String?
  }

  /// Where the verdict stands, unless the window is narrower or the text is longer.
  private static let verdictColumn = 78
  /// The longest verdict.
  private static let verdictCells = 7
  /// Fewer columns than these are no room for a text beside its subject.
  private static let leastText = 24

  /// The findings, those of one subject one after the other.
  var rows: [Row]

  /// The lines for a window; nil is one of any width.
  func lines(width: Int?) -> [String] {
    let subjectCells = max(12, Self.cells(of: rows.map(\.subject)))
    let topicCells = max(18, Self.cells(of: rows.map(\.topic)))
    let end = width.map { min(Self.verdictColumn, $0 - Self.verdictCells) } ?? Self.verdictColumn
    let isNarrow = width != nil && end - subjectCells - topicCells < Self.leastText
    var last: String?
    return rows.flatMap { row -> [String] in
      defer { last = row.subject }
      let isNew = row.subject != last
      guard isNarrow else {
        let lead = Self.padded(isNew ? row.subject : "", to: subjectCells)
        let topic = row.topic.isEmpty ? "" : Self.padded(row.topic, to: topicCells)
        return Self.lines(of: row, lead: lead + topic, hintLead: subjectCells, end, width)
      }
      let topic = row.topic.isEmpty ? "" : "\(row.topic): "
      let lines = Self.lines(of: row, lead: "  " + topic, hintLead: 2, max(end, 8), width)
      return (isNew ? [row.subject] : []) + lines
    }
  }

  /// The findings as a table, for those who want columns.
  var table: Table {
    Table(
      [.text("SUBJECT"), .text("TOPIC"), .text("FINDING"), .text("LEVEL"), .text("HINT")],
      rows: rows.map { row in
        [
          Cell(row.subject), Cell(row.topic), Cell(row.text), Cell(row.verdict),
          row.hint.map { Cell($0) } ?? .absent,
        ]
      })
  }

  private static func lines(
    of row: Row, lead: String, hintLead: Int, _ end: Int, _ width: Int?
  ) -> [String] {
    let whole = ControlCharacters.shown(lead + row.text)
    let indent = lead.allSatisfy { $0 == " " } ? lead.count : DisplayWidth.columns(of: lead)
    var texts =
      width == nil
      ? [whole] : WrappedText.lines(of: whole, width: end - 2, hanging: min(indent, (end - 2) / 2))
    texts[0] = padded(texts[0], to: end) + row.verdict
    guard let hint = row.hint else { return texts }
    let line = padded("", to: hintLead) + ControlCharacters.shown("hint: \(hint)")
    return texts + (width.map { WrappedText.lines(of: line, width: $0) } ?? [line])
  }

  private static func cells(of texts: [String]) -> Int {
    (texts.map { DisplayWidth.columns(of: $0) }.max() ?? 0) + 2
  }

  private static func padded(_ text: String, to cells: Int) -> String {
    let missing = cells - DisplayWidth.columns(of: text)
    return text + String(repeating: " ", count: text.isEmpty ? cells : max(2, missing))
  }
}
