internal import Testing

@testable internal import Shell

/// What becomes of pasted text.
struct PendingPasteTests {
  private typealias Line = PendingPaste.Line

  @Test(arguments: ["list", "list\n", "list\r\n", "list\r"])
  func `one line goes to the cursor`(text: String) {
    var paste = PendingPaste()
    let line = paste.paste(text, into: Line(beforeCursor: "watch ", afterCursor: " x"))
    #expect(line == Line(beforeCursor: "watch list", afterCursor: " x"))
    #expect(paste.held.isEmpty)
  }

  @Test func `of several lines the last is edited and the others wait`() {
    var paste = PendingPaste()
    let line = paste.paste("one\n\n# two\nthr", into: Line(beforeCursor: "a ", afterCursor: "ee"))
    #expect(line == Line(beforeCursor: "thr", afterCursor: "ee"))
    #expect(paste.held == ["a one", "", "# two"])
    let accepted = paste.accept("three")
    #expect(accepted == ["a one", "", "# two", "three"])
    #expect(paste.held.isEmpty)
  }

  @Test func `an empty last line is not run`() {
    var paste = PendingPaste()
    _ = paste.paste("one\ntwo\n", into: Line(beforeCursor: "", afterCursor: ""))
    let accepted = paste.accept(" ")
    #expect(accepted == ["one", "two"])
  }

  @Test func `a second paste goes on where the first ended`() {
    var paste = PendingPaste()
    let line = paste.paste("one\ntw", into: Line(beforeCursor: "", afterCursor: ""))
    let next = paste.paste("o\nthree\n", into: line)
    #expect(paste.held == ["one", "two", "three"])
    #expect(next == Line(beforeCursor: "", afterCursor: ""))
  }

  @Test func `what was discarded does not run`() {
    var paste = PendingPaste()
    _ = paste.paste("one\ntwo\n", into: Line(beforeCursor: "", afterCursor: ""))
    paste.discard()
    let accepted = paste.accept("x")
    #expect(accepted == ["x"])
  }

  @Test func `tabs become blanks, control codes go and letters are composed`() {
    var paste = PendingPaste()
    let pasted = "a\tb\u{07}\u{1b}e\u{301}"
    let line = paste.paste(pasted, into: Line(beforeCursor: "", afterCursor: ""))
    #expect(Array(line.beforeCursor.unicodeScalars) == Array("a    b\u{e9}".unicodeScalars))
  }

  @Test func `the notice counts what will run`() {
    var paste = PendingPaste()
    let line = paste.paste("one\ntwo\nthr", into: Line(beforeCursor: "", afterCursor: ""))
    #expect(paste.notice(editing: line).hasPrefix("3 lines pasted"))
    let empty = paste.paste("ee\n", into: line)
    #expect(paste.notice(editing: empty).hasPrefix("3 lines pasted"))
  }

  @Test func `released lines keep their number and blank ones are passed over`() {
    var released = ReleasedLines(["one", " ", "three"])
    let first = released.next()
    let third = released.next()
    let none = released.next()
    #expect(first?.text == "one")
    #expect(first?.place.description == "paste:1")
    #expect(third?.place.line == 3)
    #expect(none == nil)
  }
}
