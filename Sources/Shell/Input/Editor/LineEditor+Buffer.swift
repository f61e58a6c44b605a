internal import CEditline

/// The line as libedit holds it.
extension LineEditor {
  /// The text on both sides of the cursor.
  var line: PendingPaste.Line {
    guard let information = el_wline(handle)?.pointee, let start = information.buffer,
      let cursor = information.cursor, let end = information.lastchar
    else { return PendingPaste.Line(beforeCursor: "", afterCursor: "") }
    return PendingPaste.Line(
      beforeCursor: text(start, cursor - start), afterCursor: text(cursor, end - cursor))
  }

  /// Puts another line in the place of the present one; libedit would refuse an empty one.
  func replaceLine(with line: PendingPaste.Line) {
    let text = line.beforeCursor + line.afterCursor
    guard !text.isEmpty else { return clearLine() }
    _ = el_wreplacestr(handle, wide(text))
    let wanted = line.beforeCursor.unicodeScalars.count
    moveCursor(by: wanted - self.line.beforeCursor.unicodeScalars.count)
  }

  /// Moves the cursor by code points, to the right if `count` is positive.
  func moveCursor(by count: Int) {
    _ = el_cursor(handle, Int32(count))
  }

  private func clearLine() {
    let line = line
    moveCursor(by: line.afterCursor.unicodeScalars.count)
    el_deletestr(handle, Int32((line.beforeCursor + line.afterCursor).unicodeScalars.count))
  }

  /// Types `text` at the cursor; returns whether there was room.
  func insert(_ text: String) -> Bool {
    text.isEmpty || el_winsertstr(handle, wide(text)) == 0
  }

  /// Reads a key for a function of ours; nil at the end of input.
  func readKey() -> Unicode.Scalar? {
    let wasReading = isReadingKeys
    isReadingKeys = true
    defer { isReadingKeys = wasReading }
    var character: wchar_t = 0
    guard el_wgetc(handle, &character) == 1 else { return nil }
    return Unicode.Scalar(UInt32(truncatingIfNeeded: character))
  }

  /// Gives a key back, to be read next.
  func pushBack(_ key: Unicode.Scalar) {
    el_wpush(handle, wide(String(key)))
  }
}
