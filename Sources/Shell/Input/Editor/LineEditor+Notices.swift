internal import CEditline

/// What is drawn around a line that is half typed.
extension LineEditor {
  /// Shows notices before a line is begun.
  func showNotices() {
    for notice in surroundings.noticeBox.take() { output.write(notice + "\n") }
  }

  /// Puts `lines` above the prompt and draws prompt and line anew below them.
  func redraw(below lines: [String]) {
    eraseHint()
    let text = lines.map { $0 + "\n" }.joined()
    output.write((output.canMoveCursor ? clearedPicture() : "\n") + text)
    _ = ce_redraw(handle)
  }

  /// Draws prompt and line anew after `change`, which may touch both.
  func redraw(after change: () -> Void) {
    eraseHint()
    output.write(output.canMoveCursor ? clearedPicture() : "\n")
    change()
    renderPrompt()
    _ = ce_redraw(handle)
  }

  /// Draws the line anew if the window has another size; its rows have been wrapped by now.
  func adaptToWindow() {
    guard output.size != drawnSize else { return }
    eraseHint()
    if output.canMoveCursor { output.write(clearedPicture()) }
    renderPrompt()
    el_resize(handle)
    _ = ce_redraw(handle)
  }

  /// Moves the cursor behind the last row of the line, to the start of a fresh one.
  func leavePicture() {
    eraseHint()
    output.write(cursorToLastRow() + "\n")
  }

  /// Moves the cursor down from its row to the last of the line.
  func cursorToLastRow() -> String {
    let down = endPlace.row - cursorPlace.row
    return down > 0 && output.canMoveCursor ? "\u{1b}[\(down)B" : ""
  }

  /// Where the cursor is, counted from the start of the prompt.
  var cursorPlace: LineGeometry { startPlace.after(line.beforeCursor) }

  /// Where the line ends.
  var endPlace: LineGeometry {
    let line = line
    return startPlace.after(line.beforeCursor + line.afterCursor)
  }

  /// Has a paste arrive in one piece; not in vi mode, where ESC means another thing.
  func setBracketedPaste(_ isOn: Bool) {
    guard output.canMoveCursor, ce_is_vi(handle) == 0 else { return }
    output.write("\u{1b}[?2004\(isOn ? "h" : "l")")
  }

  private var startPlace: LineGeometry {
    LineGeometry(promptWidth: promptWidth, columns: output.size.columns)
  }

  /// Blanks the rows of prompt and line, from the last to the first, where the cursor then is.
  ///
  /// Row by row: an order to erase from the top-left corner on makes some terminals keep the rows.
  private func clearedPicture() -> String {
    let rows = min(endPlace.row, output.size.rows - 1)
    let eraseRow = "\r\u{1b}[2K"
    return cursorToLastRow() + eraseRow
      + String(repeating: "\u{1b}[A" + eraseRow, count: rows)
  }
}
