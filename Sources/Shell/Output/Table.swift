/// Rows under a header, two blanks between columns.
package struct Table: Sendable, Equatable {
  /// How a column is laid out.
  package struct Column: Sendable, Equatable {
    /// The header in capitals, also the CSV header.
    package var title: String
    /// Whether values stand at the right edge, as numbers do.
    package var isNumeric: Bool
    /// What becomes of the column where the window is too narrow for all.
    package var yielding = Yielding.last
  }

  /// What becomes of a column where the window is too narrow for all.
  package enum Yielding: Sendable, Equatable {
    /// It is left out, the rightmost first.
    case first
    /// It is left out after those that go first.
    case last
    /// Its texts go on in further rows.
    case wraps
    /// Its texts lose their middle, down to what is enough for most names.
    case shortens
  }

  /// The columns from left to right.
  package var columns: [Column]
  /// The rows; each has as many cells as there are columns.
  package var rows: [[Cell]]
  /// Blanks before each line.
  package var indent: Int
  /// Whether the header line is printed for people; CSV always has one.
  package var showsHeader: Bool

  /// Makes a table.
  package init(
    _ columns: [Column], rows: [[Cell]] = [], indent: Int = 0, showsHeader: Bool = true
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a cell for each column")
    self.columns = columns
    self.rows = rows
    self.indent = indent
    self.showsHeader = showsHeader
  }
}

extension Table.Column {
  /// A column of short words and names.
  package static func text(_ title: String) -> Table.Column {
    Table.Column(title: title, isNumeric: false)
  }

  /// A column of names that may be long.
  package static func name(_ title: String) -> Table.Column {
    Table.Column(title: title, isNumeric: false, yielding: .shortens)
  }

  /// A column of texts that may be long.
  package static func long(_ title: String) -> Table.Column {
    Table.Column(title: title, isNumeric: false, yielding: .wraps)
  }

  /// The column, which is left out before others where the window is too narrow.
  package var yieldingFirst: Table.Column {
    var column = self
    column.yielding = .first
    return column
  }

  /// A column of numbers.
  package static func number(_ title: String) -> Table.Column {
    Table.Column(title: title, isNumeric: true)
  }
}

/// One value as a person reads it and as a program reads it.
package struct Cell: Sendable, Equatable {
  /// What colour may add to a word on a terminal; never the only sign.
  package enum Tone: Sendable, Equatable {
    /// No colour.
    case plain
    /// Less important.
    case dim
    /// As it should be.
    case good
    /// To be looked at.
    case warning
    /// In the way.
    case bad
  }

  /// The text in tables.
  package var shown: String
  /// The text in CSV.
  package var plain: String
  /// The colour on a terminal.
  package var tone: Tone

  /// Makes a cell; `plain` is the same text unless given.
  package init(_ shown: String, plain: String? = nil, tone: Tone = .plain) {
    self.shown = shown
    self.plain = plain ?? shown
    self.tone = tone
  }

  /// A whole number: `2,408,113` for people, `2408113` for programs.
  package static func count(_ number: Int64) -> Cell {
    Cell(Figures.count(number), plain: String(number))
  }

  /// No value: `-` for people, nothing for programs.
  package static let absent = Cell("-", plain: "")
}

extension Cell: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self.init(value)
  }
}
