/// Ctrl-R and Ctrl-S: a search through earlier commands while its pattern is typed.
extension LineEditor {
  func searchBack() -> KeyOutcome { search { $0.goOlder() } }

  func searchForward() -> KeyOutcome { search { $0.goNewer() } }

  private func search(_ first: (inout HistorySearch) -> Void) -> KeyOutcome {
    let original = line
    var search = HistorySearch(commands: surroundings.history.recallableCommands())
    first(&search)
    while true {
      show(search, or: original)
      guard let key = readKey() else { return .endOfInput }
      switch key {
      case Key.searchBack: search.goOlder()
      case Key.searchForward: search.goNewer()
      case Key.backspace, Key.delete: search.erase()
      case Key.cancel: return leaveSearch { replaceLine(with: original) }
      default:
        guard key.properties.generalCategory == .control else {
          search.type(Character(key))
          continue
        }
        return leaveSearch(with: key)
      }
    }
  }

  /// Shows the pattern as the prompt, and what was found as the line.
  private func show(_ search: HistorySearch, or original: PendingPaste.Line) {
    redraw {
      let label = search.isFailing && !search.pattern.isEmpty ? "not found" : "search"
      promptOverride = Prompt([Prompt.Segment(label, .dim), Prompt.Segment(" \(search.pattern): ")])
      guard let match = search.match else { return replaceLine(with: original) }
      let before = search.textBeforePattern ?? match
      replaceLine(
        with: PendingPaste.Line(
          beforeCursor: before, afterCursor: String(match.dropFirst(before.count))))
    }
  }

  /// Any other control key takes the line that was found, and then does what it always does.
  private func leaveSearch(with key: Unicode.Scalar) -> KeyOutcome {
    _ = leaveSearch {}
    if key == Key.interrupt { return abandonLine() }
    let isLoneEscape = key == Key.escape && !input.hasByte(within: 30)
    if !isLoneEscape { pushBack(key) }
    return .nothing
  }

  private func leaveSearch(_ change: () -> Void) -> KeyOutcome {
    redraw {
      promptOverride = nil
      change()
    }
    return .nothing
  }
}
