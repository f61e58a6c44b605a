/// The screen of a terminal, as far as a line editor and plain output need one.
///
/// It wraps rows at the window's edge, late, as real terminals do; it knows wide characters,
/// scrolls, keeps what scrolled off, and wraps anew when the window changes.
package struct TerminalScreen: Sendable {
  /// One row of the screen.
  struct Row: Sendable {
    /// A grapheme for each column; empty in the right half of a wide one.
    var cells: [String]
    /// Whether the text goes on in the next row without a line end.
    var isWrapped = false

    init(columns: Int) {
      cells = Array(repeating: " ", count: columns)
    }

    var text: String {
      let whole = cells.joined()
      return String(whole.reversed().drop { $0 == " " }.reversed())
    }
  }

  private(set) var columns: Int
  private(set) var rows: [Row]
  private(set) var history: [Row] = []
  private(set) var cursor = (row: 0, column: 0)
  private var savedCursor = (row: 0, column: 0)
  private var isWrapDue = false

  /// Whether what is put at the cursor moves the rest of its row to the right.
  var isInserting = false

  /// An empty screen.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = Array(repeating: Row(columns: columns), count: rows)
  }

  /// Shows `scalar` at the cursor.
  mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(of: scalar)
    guard width > 0 else { return combine(scalar) }
    if isWrapDue || cursor.column + width > columns { wrap() }
    if isInserting { insertCells(width) }
    clearHalves(at: cursor.column, width: width)
    rows[cursor.row].cells[cursor.column] = String(scalar)
    if width == 2 { rows[cursor.row].cells[cursor.column + 1] = "" }
    isWrapDue = cursor.column + width >= columns
    cursor.column = min(cursor.column + width, columns - 1)
  }

  /// Moves down a row, and scrolls at the bottom.
  mutating func lineFeed() {
    isWrapDue = false
    guard cursor.row == rows.count - 1 else {
      cursor.row += 1
      return
    }
    history.append(rows.removeFirst())
    rows.append(Row(columns: columns))
  }

  /// Moves to a place, which is made to fit the window.
  mutating func move(row: Int, column: Int) {
    isWrapDue = false
    cursor.row = min(max(row, 0), rows.count - 1)
    cursor.column = min(max(column, 0), columns - 1)
  }

  /// Moves by rows and columns.
  mutating func move(down: Int = 0, right: Int = 0) {
    move(row: cursor.row + down, column: cursor.column + right)
  }

  /// Moves to the next tab stop.
  mutating func tabulate() {
    move(row: cursor.row, column: (cursor.column / 8 + 1) * 8)
  }

  /// Keeps the place of the cursor.
  mutating func saveCursor() {
    savedCursor = cursor
  }

  /// Returns to the place that was kept.
  mutating func restoreCursor() {
    move(row: savedCursor.row, column: savedCursor.column)
  }

  /// Blanks the row: 0 from the cursor on, 1 up to the cursor, 2 whole.
  mutating func eraseRow(_ part: Int) {
    let range =
      switch part {
      case 0: cursor.column..<columns
      case 1: 0..<(cursor.column + 1)
      default: 0..<columns
      }
    for column in range { rows[cursor.row].cells[column] = " " }
    if part != 1 { rows[cursor.row].isWrapped = false }
  }

  /// Blanks the screen: 0 from the cursor on, 1 up to the cursor, 2 whole.
  mutating func eraseScreen(_ part: Int) {
    eraseRow(part)
    let others =
      switch part {
      case 0: (cursor.row + 1)..<rows.count
      case 1: 0..<cursor.row
      default: 0..<rows.count
      }
    for row in others { rows[row] = Row(columns: columns) }
  }

  /// Takes cells out at the cursor; the rest of the row moves left.
  mutating func deleteCells(_ count: Int) {
    let count = min(count, columns - cursor.column)
    rows[cursor.row].cells.removeSubrange(cursor.column..<(cursor.column + count))
    rows[cursor.row].cells += Array(repeating: " ", count: count)
  }

  /// Puts blanks in at the cursor; the rest of the row moves right.
  mutating func insertCells(_ count: Int) {
    let count = min(count, columns - cursor.column)
    rows[cursor.row].cells.insert(
      contentsOf: Array(repeating: " ", count: count), at: cursor.column)
    rows[cursor.row].cells.removeLast(count)
  }

  /// Takes whole rows out at the cursor.
  mutating func deleteRows(_ count: Int) {
    for _ in 0..<min(count, rows.count - cursor.row) {
      rows.remove(at: cursor.row)
      rows.append(Row(columns: columns))
    }
  }

  /// Puts empty rows in at the cursor.
  mutating func insertRows(_ count: Int) {
    for _ in 0..<min(count, rows.count - cursor.row) {
      rows.insert(Row(columns: columns), at: cursor.row)
      rows.removeLast()
    }
  }

  private mutating func wrap() {
    rows[cursor.row].isWrapped = true
    lineFeed()
    cursor.column = 0
  }

  private mutating func combine(_ scalar: Unicode.Scalar) {
    let column = isWrapDue ? cursor.column : cursor.column - 1
    guard column >= 0 else { return }
    let isRightHalf = rows[cursor.row].cells[column].isEmpty && column > 0
    rows[cursor.row].cells[isRightHalf ? column - 1 : column].unicodeScalars.append(scalar)
  }

  /// Writing on one half of a wide character leaves a blank in the place of the other.
  private mutating func clearHalves(at column: Int, width: Int) {
    if rows[cursor.row].cells[column].isEmpty, column > 0 {
      rows[cursor.row].cells[column - 1] = " "
    }
    let next = column + width
    if next < columns, rows[cursor.row].cells[next].isEmpty {
      rows[cursor.row].cells[next] = " "
    }
  }
}

extension TerminalScreen {
  /// Gives the window another size and wraps its text anew; the cursor stays with its character.
  package mutating func resize(columns newColumns: Int, rows newRows: Int) {
    let place = history.count + cursor.row
    let all = history + rows
    let used = max(place, all.lastIndex { !$0.text.isEmpty } ?? 0)
    var rewrapped = TerminalScreen(columns: newColumns, rows: newRows)
    var newPlace = (row: 0, column: 0)
    for (index, row) in all[...used].enumerated() {
      let cells = row.isWrapped ? row.cells : Array(row.cells.prefix(row.lastUsedColumn + 1))
      for (column, cell) in cells.enumerated() {
        if index == place, column == cursor.column { newPlace = rewrapped.nextPlace }
        cell.unicodeScalars.forEach { rewrapped.put($0) }
      }
      if index == place, cursor.column >= cells.count {
        let next = rewrapped.nextPlace
        newPlace = (next.row, min(next.column + cursor.column - cells.count, newColumns - 1))
      }
      if !row.isWrapped, index < used {
        rewrapped.lineFeed()
        rewrapped.cursor.column = 0
      }
    }
    let top = rewrapped.history.count
    rewrapped.move(row: newPlace.row - top, column: newPlace.column)
    self = rewrapped
  }

  /// The row, counted from the first that scrolled off, and the column of the next character.
  private var nextPlace: (row: Int, column: Int) {
    let row = history.count + cursor.row
    return isWrapDue ? (row + 1, 0) : (row, cursor.column)
  }

  /// The columns of a code point: independent of the C library that the program under test uses.
  static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension TerminalScreen.Row {
  fileprivate var lastUsedColumn: Int { cells.lastIndex { $0 != " " } ?? -1 }
}
