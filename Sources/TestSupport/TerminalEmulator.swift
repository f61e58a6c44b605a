internal import CVTerm

/// A terminal without a window: libvterm, and the rows that scrolled off it.
///
/// Like most terminals, and unlike this version of libvterm, it wraps its text anew when the window
/// gets another width: the shell counts on that.
final class TerminalEmulator {
  private let terminal: OpaquePointer
  private let callbacks: UnsafeMutablePointer<VTermScreenCallbacks>
  private let scrolledOff = ScrolledOff()
  private var columns: Int
  private var rowCount: Int

  /// A terminal with an empty screen.
  init(columns: Int, rows: Int) {
    self.columns = columns
    rowCount = rows
    callbacks = .allocate(capacity: 1)
    terminal = cvt_open(
      Int32(rows), Int32(columns), callbacks, ScrolledOff.taker,
      Unmanaged.passUnretained(scrolledOff).toOpaque())
  }

  deinit {
    vterm_free(terminal)
    callbacks.deallocate()
  }

  /// Takes output, which may end in the midst of a character or a sequence.
  func feed(_ output: some Sequence<UInt8>) {
    let bytes = output.map(CChar.init(bitPattern:))
    _ = vterm_input_write(terminal, bytes, bytes.count)
  }

  /// Gives the window another size; the cursor stays with its character.
  func resize(columns newColumns: Int, rows newRows: Int) {
    let flow = newColumns == columns ? nil : TextFlow(rows, cursor: cursor)
    if flow != nil { feed("\u{1b}[H\u{1b}[2J".utf8) }
    vterm_set_size(terminal, Int32(newRows), Int32(newColumns))
    columns = newColumns
    rowCount = newRows
    guard let flow else { return }
    feed(flow.text.utf8)
    let (place, end) = flow.places(columns: newColumns)
    let top = max(0, end - (newRows - 1))
    feed("\u{1b}[\(max(place.row - top, 0) + 1);\(place.column + 1)H".utf8)
  }

  /// The texts of the rows of the window, without blanks at their ends.
  var texts: [String] {
    var bytes = [CChar](repeating: 0, count: columns * Int(VTERM_MAX_CHARS_PER_CELL) * 4)
    return (0..<rowCount).map { row in
      let count = cvt_text(terminal, Int32(row), Int32(columns), &bytes, bytes.count)
      return String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  /// The texts of the rows that scrolled off, oldest first.
  var history: [String] { scrolledOff.rows }

  /// Where the cursor is, from 0.
  var cursor: (row: Int, column: Int) {
    let place = cvt_cursor(terminal)
    return (Int(place.row), Int(place.col))
  }

  private var rows: [TerminalRow] {
    (0..<rowCount).map { row in
      TerminalRow(columns: columns) { cvt_cell(terminal, Int32(row), Int32($0)) }
    }
  }
}

/// What libvterm gives away, row by row.
private final class ScrolledOff {
  var rows: [String] = []

  static let taker: cvt_row_taker = { columns, cells, owner in
    guard let cells, let owner else { return 0 }
    let row = TerminalRow(columns: Int(columns)) { cells[$0] }
    Unmanaged<ScrolledOff>.fromOpaque(owner).takeUnretainedValue().rows.append(row.text)
    return 1
  }
}

/// The text of a screen, to be wrapped at another width.
private struct TextFlow {
  /// The lines, whose rows are joined where one went on in the next.
  private var lines: [[TerminalRow.Cell]] = [[]]
  /// The line of the cursor, and how many of its cells are before it.
  private var cursor = (line: 0, cells: 0)

  init(_ rows: [TerminalRow], cursor place: (row: Int, column: Int)) {
    let used = max(place.row, rows.lastIndex { !$0.text.isEmpty } ?? 0)
    for (index, row) in rows[...used].enumerated() {
      if index == place.row {
        var column = 0
        let before = row.cells.prefix { cell in
          defer { column += cell.width }
          return column < place.column
        }
        cursor = (lines.count - 1, lines[lines.count - 1].count + before.count)
      }
      let goesOn = row.isFull && index < used && !rows[index + 1].text.isEmpty
      lines[lines.count - 1] += goesOn ? row.cells[...] : row.written
      if !goesOn, index < used { lines.append([]) }
    }
  }

  /// The lines as a program prints them.
  var text: String {
    lines.map { $0.map(\.text).joined() }.joined(separator: "\r\n")
  }

  /// Where the cursor belongs in a window of so many columns, and the last row of the text.
  func places(columns: Int) -> (cursor: (row: Int, column: Int), lastRow: Int) {
    var place = (row: 0, column: 0)
    var row = 0
    for (index, line) in lines.enumerated() {
      if index > 0 { row += 1 }
      let widths = line.map(\.width)
      let beyond = index == cursor.line ? max(0, cursor.cells - line.count) : 0
      var column = 0
      for (cell, width) in (widths + Array(repeating: 1, count: beyond)).enumerated() {
        if column + width > columns, cell < widths.count {
          row += 1
          column = 0
        }
        if index == cursor.line, cell == cursor.cells { place = (row, column) }
        column += width
      }
      if index == cursor.line, cursor.cells >= line.count {
        place = column < columns ? (row, column) : (row + 1, 0)
      }
    }
    return (place, max(row, place.row))
  }
}
