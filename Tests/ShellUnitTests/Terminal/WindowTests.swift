internal import TestSupport
internal import Testing

/// The window that the other tests look through.
@Suite(.timeLimit(.minutes(5)))
struct WindowTests {
  @Test func `it shows what a terminal shows`() async throws {
    let window = try shown(#"wide 日本, accent e\314\201, \033[31mred\033[0m\r\nlost\rnext"#)
    let picture = try await window.expect("next")
    #expect(picture.lines == ["wide 日本, accent e\u{301}, red", "next"])
    #expect(picture.cursorColumn == 4)
  }

  @Test func `what scrolls off is kept`() async throws {
    let picture = try await shown(#"a\nb\nc\nd\nend"#, rows: 3).expect("end")
    #expect(picture.history == ["a", "b"])
    #expect(picture.rows == ["c", "d", "end"])
  }

  @Test func `a narrower window wraps its rows, and a wider one joins them`() async throws {
    let window = try shown(#"before\none two three four\033[5D"#)
    try await window.expect("four")
    window.resize(columns: 8, rows: 5)
    #expect(window.picture.rows == ["before", "one two", "three fo", "ur", ""])
    #expect(window.picture.cursorRow == 2)
    #expect(window.picture.cursorColumn == 5)
    window.resize(columns: 30, rows: 5)
    #expect(window.picture.lines == ["before", "one two three four"])
    #expect(window.picture.cursorColumn == 13)
  }

  private func shown(_ text: String, rows: Int = 5) throws -> TerminalSession {
    try TerminalSession(
      "/bin/sh", ["-c", "printf '\(text)'; read line"], environment: ["PATH": "/bin:/usr/bin"],
      columns: 40, rows: rows)
  }
}
