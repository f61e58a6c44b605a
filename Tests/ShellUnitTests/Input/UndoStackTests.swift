internal import Testing

@testable internal import Shell

@Suite struct UndoStackTests {
  private func line(_ before: String, _ after: String = "") -> PendingPaste.Line {
    PendingPaste.Line(beforeCursor: before, afterCursor: after)
  }

  private func stack(_ lines: [PendingPaste.Line]) -> UndoStack {
    var stack = UndoStack()
    for line in lines { stack.note(line) }
    return stack
  }

  @Test func `what was typed in a row is taken back at once`() {
    var stack = stack(["a", "ab", "abc"].map { line($0) })
    #expect(stack.undo() == line(""))
    #expect(stack.undo() == nil)
  }

  @Test func `a deletion, a recalled line and a move begin anew`() {
    var stack = stack([
      line("a"), line("ab"), line(""), line("status 1"), line("status", " 1"),
      line("statusx", " 1"),
    ])
    #expect(stack.undo() == line("status", " 1"))
    #expect(stack.undo() == line(""))
    #expect(stack.undo() == line("ab"))
    #expect(stack.undo() == line(""))
    #expect(stack.undo() == nil)
  }

  @Test func `a long text comes back in pieces`() {
    var stack = stack((1...50).map { line(String(repeating: "x", count: $0)) })
    #expect(stack.undo()?.beforeCursor.count == 40)
    #expect(stack.undo()?.beforeCursor.count == 20)
  }
}
