internal import CVTerm

/// One row of a terminal: what its cells show, from left to right.
struct TerminalRow: Sendable {
  /// What one column shows, or two.
  struct Cell: Sendable {
    /// A letter with its accents; a blank where nothing was written.
    let text: String
    /// Its columns.
    let width: Int
    /// Whether anything was written there, be it a blank.
    let isWritten: Bool

    init(_ cell: VTermScreenCell) {
      width = max(Int(cell.width), 1)
      isWritten = cell.chars.0 != 0
      guard isWritten else {
        text = " "
        return
      }
      var cell = cell
      var points = [UInt32](repeating: 0, count: Int(VTERM_MAX_CHARS_PER_CELL))
      let count = Int(cvt_code_points(&cell, &points))
      var text = String.UnicodeScalarView()
      text.append(contentsOf: points.prefix(count).compactMap(Unicode.Scalar.init))
      self.text = String(text)
    }
  }

  /// The cells, with no second one for the right half of a wide letter.
  let cells: [Cell]

  /// The row of `columns` columns whose cells are where `cell` says.
  init(columns: Int, cell: (Int) -> VTermScreenCell) {
    var cells: [Cell] = []
    var column = 0
    while column < columns {
      cells.append(Cell(cell(column)))
      column += cells.last?.width ?? 1
    }
    self.cells = cells
  }

  /// What can be read, without blanks at the end.
  var text: String { written.map(\.text).joined() }

  /// The cells up to the last that is not blank.
  var written: ArraySlice<Cell> {
    cells[..<((cells.lastIndex { $0.text != " " } ?? -1) + 1)]
  }

  /// Whether its last column was written on: what follows may have been wrapped into the next row.
  var isFull: Bool { cells.last?.isWritten ?? false }
}
