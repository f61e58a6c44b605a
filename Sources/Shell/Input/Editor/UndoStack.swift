/// Earlier states of the line that is edited, for Ctrl-_.
struct UndoStack: Equatable {
  typealias Line = PendingPaste.Line

  /// More than anybody goes back.
  private static let depth = 200
  /// Characters typed one after the other that are taken back together, as readline does.
  private static let run = 20

  private var earlier: [Line] = []
  private var current = Line(beforeCursor: "", afterCursor: "")
  /// How many of the last changes typed a character at the end of the one before.
  private var typed = 0

  /// Notes the line as it is before the next key; what only moved the cursor is no change.
  mutating func note(_ line: Line) {
    guard line.text != current.text else {
      if line != current { (current, typed) = (line, 0) }
      return
    }
    let isTyped =
      line.afterCursor == current.afterCursor
      && line.beforeCursor.dropLast() == current.beforeCursor
    typed = isTyped && typed < Self.run ? typed + 1 : isTyped ? 1 : 0
    if typed <= 1 {
      earlier.append(current)
      if earlier.count > Self.depth { earlier.removeFirst() }
    }
    current = line
  }

  /// The line before the last change; nil if there was none.
  mutating func undo() -> Line? {
    guard let line = earlier.popLast() else { return nil }
    (current, typed) = (line, 0)
    return line
  }
}

extension PendingPaste.Line {
  /// The whole line.
  fileprivate var text: String { beforeCursor + afterCursor }
}
