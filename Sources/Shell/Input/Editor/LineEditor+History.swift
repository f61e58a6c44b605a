/// Up and Down.
extension LineEditor {
  /// Up: the next older command that begins with what was left of the cursor.
  func recallOlder() -> KeyOutcome { recall { $0.goUp() } }

  /// Down: the next newer one, and at last the unfinished line.
  func recallNewer() -> KeyOutcome { recall { $0.goDown() } }

  /// Alt-.: types the last word of the command before.
  func insertLastWord() -> KeyOutcome {
    let command = surroundings.history.recallableCommands().last ?? ""
    guard let tokens = try? Tokenizer.tokens(of: command),
      case .word(let word) = tokens.last(where: { if case .word = $0 { true } else { false } })
    else { return .failure }
    return insert(word.spelling) ? .refresh : .failure
  }

  /// libedit's own keys would cut an unfinished line of more than 1,024 characters.
  private func recall(_ step: (inout HistoryWalk) -> Bool) -> KeyOutcome {
    let line = line
    let whole = line.beforeCursor + line.afterCursor
    var walk = continuedWalk(from: whole) ?? newWalk(from: line)
    guard step(&walk) else { return .failure }
    self.walk = walk
    replaceLine(with: PendingPaste.Line(beforeCursor: walk.line, afterCursor: ""))
    return .refresh
  }

  private func newWalk(from line: PendingPaste.Line) -> HistoryWalk {
    HistoryWalk(
      commands: surroundings.history.recallableCommands(), prefix: line.beforeCursor,
      original: line.beforeCursor + line.afterCursor)
  }

  /// The walk under way, unless the line was edited since.
  private func continuedWalk(from line: String) -> HistoryWalk? {
    walk?.line == line ? walk : nil
  }
}
