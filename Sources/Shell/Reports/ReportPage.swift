/// One part of a report: a heading and what stands under it.
struct ReportChapter: Sendable, Equatable {
  var title: String
  var sections: [Section]
  /// A plot as an SVG element, above the sections.
  var svg: String?
}

/// A report as one HTML page that needs nothing beside it: no script, no link, no picture.
struct ReportPage: Sendable, Equatable {
  var title: String
  var subtitle: String
  var chapters: [ReportChapter]
  /// What it all comes to, in one sentence.
  var verdict: Cell?

  /// The text of the page.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escaped(title))</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <h1>\(HTMLText.escaped(title))</h1>
    <p class="dim">\(HTMLText.escaped(subtitle))</p>
    \(([verdict.map(text)].compactMap(\.self) + chapters.map(text)).joined(separator: "\n"))
    </body>
    </html>

    """
  }

  private func text(of verdict: Cell) -> String {
    let mark = verdict.tone.className.map { " class=\"\($0)\"" } ?? ""
    return "<p\(mark)>\(HTMLText.escaped(verdict.shown))</p>"
  }

  private func text(of chapter: ReportChapter) -> String {
    let parts =
      ["<h2>\(HTMLText.escaped(chapter.title))</h2>"]
      + [chapter.svg].compactMap(\.self) + chapter.sections.compactMap(text)
    return "<section>\n\(parts.joined(separator: "\n"))\n</section>"
  }

  private func text(of section: Section) -> String? {
    switch section {
    case .text(let text): "<p>\(HTMLText.escaped(text))</p>"
    case .table(let table): text(of: table)
    case .fields(let fields): text(of: fields)
    case .findings(let list): text(of: list.table)
    case .blank: nil
    }
  }

  private func text(of fields: [Field]) -> String {
    let rows = fields.map { field in
      "<tr><th scope=\"row\">\(HTMLText.escaped(field.name))</th>\(data(field.value))</tr>"
    }
    return "<table>\n\(rows.joined(separator: "\n"))\n</table>"
  }

  private func text(of table: Table) -> String {
    let header = table.columns.map { column in
      "<th scope=\"col\"\(number(column))>\(HTMLText.escaped(column.title))</th>"
    }
    let rows = table.rows.map { row in
      zip(row, table.columns).map { data($0, in: $1) }.joined()
    }
    let lines = ([header.joined()] + rows).map { "<tr>\($0)</tr>" }
    return "<table>\n\(lines.joined(separator: "\n"))\n</table>"
  }

  private func data(_ cell: Cell, in column: Table.Column? = nil) -> String {
    let names = [cell.tone.className, column?.isNumeric == true ? "number" : nil]
      .compactMap(\.self)
    let mark = names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
    return "<td\(mark)>\(HTMLText.escaped(cell.shown))</td>"
  }

  private func number(_ column: Table.Column) -> String {
    column.isNumeric ? " class=\"number\"" : ""
  }

  /// Values that were named by others keep their direction and their place in their cells.
  private static let style = """
    body { font: 15px/1.45 system-ui, sans-serif; color: #1c1c1c; background: #fff; \
    max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
    h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
    table { border-collapse: collapse; margin: .5rem 0 }
    th, td { text-align: left; vertical-align: top; padding: .2rem 1.2rem .2rem 0; \
    border-bottom: 1px solid #ddd; unicode-bidi: isolate; overflow-wrap: anywhere }
    th { font-weight: 600; white-space: nowrap }
    td { white-space: pre-wrap }
    .number { text-align: right; font-variant-numeric: tabular-nums }
    .dim { color: #666 } .good { color: #17691f } .warning { color: #8a5300 } .bad { color: #a8071a }
    svg { width: 100%; height: auto } line { stroke: #ddd } text { font-size: 12px; fill: #666 }
    line.limit { stroke: #c64600; stroke-dasharray: 4 3 } circle { fill: #c64600 }
    polyline { fill: none; stroke: #1a5fb4; stroke-width: 1.5; stroke-linejoin: round }
    @media print { body { margin: 0; max-width: none } section { break-inside: avoid } }
    """
}

extension Cell.Tone {
  /// The class of the tone in a page; nil for plain text.
  fileprivate var className: String? {
    switch self {
    case .plain: nil
    case .dim: "dim"
    case .good: "good"
    case .warning: "warning"
    case .bad: "bad"
    }
  }
}
