/// Dim text behind the cursor: how the line may go on.
extension LineEditor {
  /// Shows the hint for the line, unless more keys are waiting.
  func showHint() {
    guard shownHintWidth == 0, output.canMoveCursor, settings.showsHints, !isReadingKeys,
      !input.hasByte(within: 0), let hint = suggestion ?? completerHint
    else { return }
    let room = output.size.columns - cursorPlace.column - 1
    let shown = DisplayWidth.truncated(hint, to: room)
    guard room > 3, !shown.isEmpty else { return }
    output.write("\u{1b}7\u{1b}[2m\(shown)\u{1b}[0m\u{1b}8")
    shownHintWidth = DisplayWidth.columns(of: shown)
  }

  /// Takes the hint from the screen.
  func eraseHint() {
    guard shownHintWidth > 0 else { return }
    output.write("\u{1b}[K")
    shownHintWidth = 0
  }

  /// Right: types what was suggested, or moves the cursor.
  func acceptHintOrMoveRight() -> KeyOutcome {
    if settings.showsHints, let suggestion {
      return insert(suggestion) ? .refresh : .failure
    }
    guard !line.afterCursor.isEmpty else { return .failure }
    moveCursor(by: 1)
    return .cursorMoved
  }

  /// The rest of the newest command that begins like the line and succeeded.
  ///
  /// Behind a line that Up has brought, the rest of another one would only look like a part of it.
  private var suggestion: String? {
    guard let typed = textBeforeEmptyRest, walk?.line != typed else { return nil }
    let commands = surroundings.history.suggestedCommands()
    return commands.last { $0.hasPrefix(typed) && $0 != typed }
      .map { String($0.dropFirst(typed.count)) }
  }

  private var completerHint: String? {
    textBeforeEmptyRest.flatMap(surroundings.completer.hint(for:))
  }

  private var textBeforeEmptyRest: String? {
    let line = line
    return line.afterCursor.isEmpty && !line.beforeCursor.isEmpty ? line.beforeCursor : nil
  }
}
