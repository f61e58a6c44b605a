/// Turns a result into text; the only place that looks at the output format.
package struct Renderer: Sendable, Equatable {
  /// The form of the text.
  package var format: OutputFormat
  /// Columns that tables are cut to; nil where nothing has to fit.
  package var width: Int?
  /// Whether words get colour.
  package var usesColor: Bool

  /// Makes a renderer.
  package init(format: OutputFormat, width: Int? = nil, usesColor: Bool = false) {
    self.format = format
    self.width = width
    self.usesColor = usesColor
  }

  /// The text of a value; each line ends with a newline.
  package func text(of value: some Renderable) -> String {
    switch format {
    case .table: TableLayout(width: width, usesColor: usesColor).text(of: value.sections)
    case .vertical: VerticalLayout.text(of: value.sections)
    case .csv: CSVLayout.text(of: value)
    case .json: JSONValue.object(value.document).text + "\n"
    case .jsonl: lines(value).map { $0.text + "\n" }.joined()
    }
  }

  private func lines<Value: Renderable>(_ value: Value) -> [JSONValue] {
    guard let rows = Value.rows, case .array(let elements) = value.json[rows] else {
      return [.object(value.document)]
    }
    return elements
  }
}
