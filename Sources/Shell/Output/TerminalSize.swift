internal import CEditline

/// The room of a terminal window.
package struct TerminalSize: Sendable, Hashable {
  /// Characters side by side.
  package var columns: Int
  /// Lines.
  package var rows: Int

  /// A window of this size.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The size of the terminal behind `descriptor` now, or nil if it is none or does not say.
  package static func current(of descriptor: Int32) -> TerminalSize? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard ce_window_size(descriptor, &columns, &rows) == 0, columns > 0, rows > 0 else {
      return nil
    }
    return TerminalSize(columns: Int(columns), rows: Int(rows))
  }

  /// What a terminal has that does not say.
  package static let usual = TerminalSize(columns: 80, rows: 24)
}
