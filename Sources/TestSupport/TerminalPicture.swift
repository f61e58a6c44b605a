/// What was on a terminal's screen at one moment.
package struct TerminalPicture: Sendable, CustomStringConvertible {
  /// The rows of the window, without blanks at their ends.
  package let rows: [String]
  /// The rows that scrolled off, oldest first.
  package let history: [String]
  /// The row of the cursor, from 0.
  package let cursorRow: Int
  /// The column of the cursor, from 0.
  package let cursorColumn: Int

  init(_ terminal: TerminalEmulator) {
    rows = terminal.texts
    history = terminal.history
    (cursorRow, cursorColumn) = terminal.cursor
  }

  /// The text of the row with the cursor.
  package var cursorLine: String { rows[cursorRow] }

  /// All rows that show something, those that scrolled off first.
  package var lines: [String] { (history + rows).filter { !$0.isEmpty } }

  /// All rows, those that scrolled off first.
  package var text: String { (history + rows).joined(separator: "\n") }

  /// How often `text` can be read, within rows.
  package func count(of text: String) -> Int {
    (history + rows).reduce(0) { count, row in
      count + row.split(separator: text, omittingEmptySubsequences: false).count - 1
    }
  }

  /// The rows in a frame, for the message of a failed test.
  package var description: String {
    let marked = rows.enumerated().map { index, row in
      (index == cursorRow ? ">" : "|") + row
    }
    return (marked + ["cursor in column \(cursorColumn)"]).joined(separator: "\n")
  }
}
