internal import Foundation
internal import TestSupport
internal import Testing

/// Notices come while a line is half typed, and the line is as if they had not.
@Suite(.timeLimit(.minutes(2)))
struct NoticeTests {
  private let wide = "list 日本語日本語日本語日本語日本語日本語日本語日本語日本語 --filter 'a > 1' --tail"

  @Test(arguments: [40, 60, 100])
  func `twelve notices leave a wrapped line with wide letters intact`(columns: Int) async throws {
    let shell = try await EditorHost.start(columns: columns, rows: 40)
    shell.type(wide)
    try await shell.expect("--tail")
    for _ in 1...12 { shell.press(.left) }
    for number in 1...12 {
      shell.send(signal: SIGUSR1)
      try await shell.expect("notice \(number)")
      shell.type("\(number % 10)")
    }
    let edited = wide.dropLast(12) + "123456789012" + wide.suffix(12)
    try await shell.expect("the line below the notices") { picture in
      let notices = (1...12).map { "notice \($0)" }
      let rows = picture.lines.drop { !$0.hasPrefix("notice") }
      return rows.prefix(12) == notices[...]
        && Self.squeezed(rows.dropFirst(12).joined()) == Self.squeezed("host> " + edited)
    }
    shell.press(.enter)
    try await shell.expect("the answer") {
      Self.squeezed($0.text).contains(Self.squeezed("<\(edited)>"))
    }
  }

  @Test func `notices come while a search is under way`() async throws {
    let shell = try await EditorHost.start()
    shell.press(.controlR)
    shell.type("日本")
    try await shell.expectLine("not found 日本:")
    shell.send(signal: SIGUSR1)
    try await shell.expect("notice 1")
    let picture = try await shell.expectLine("not found 日本:")
    #expect(picture.lines == ["notice 1", "not found 日本:"])
    shell.press(.controlG)
    try await shell.expectLine("host>")
  }

  @Test func `a notice above a row that is exactly full leaves no remains`() async throws {
    let shell = try await EditorHost.start(columns: 40)
    let full = String(repeating: "x", count: 40 - "host> ".count)
    shell.type(full)
    try await shell.expect(full)
    shell.send(signal: SIGUSR1)
    try await shell.expect("notice 1")
    shell.type("Y")
    let picture = try await shell.expectLine("Y")
    #expect(picture.lines == ["notice 1", "host> " + full, "Y"])
  }

  @Test func `the prompt changes while a line is half typed`() async throws {
    let shell = try await EditorHost.start()
    shell.type("half")
    shell.send(signal: SIGUSR2)
    try await shell.expectLine("host [1]> half")
    shell.enter(" a line")
    let picture = try await shell.expectLine("host>")
    #expect(picture.lines == ["host [1]> half a line", "<half a line>", "host>"])
  }

  @Test func `what TAB has to say stands above the line, which is typed on`() async throws {
    let shell = try await EditorHost.start()
    shell.type("describe do\t")
    shell.type("cs")
    let picture = try await shell.expectLine("host> describe docs")
    #expect(picture.lines == ["(fetching names ...)", "host> describe docs"])
  }

  @Test func `a hint is shown behind the cursor and is not part of the line`() async throws {
    let shell = try await EditorHost.start()
    shell.type("describe")
    try await shell.expectLine("host> describe NAME [--schema json]")
    #expect(shell.picture.cursorColumn == "host> describe".count)
    shell.press(.right, .enter)
    let picture = try await shell.expect("<describe>")
    #expect(picture.lines.first == "host> describe")
  }

  @Test(arguments: [UInt64](1...6))
  func `any keys, notices and windows leave the line that was typed`(seed: UInt64) async throws {
    let shell = try await EditorHost.start(columns: 50, rows: 30)
    var random = SeededGenerator(seed: seed)
    var model = EditedLine()
    for _ in 1...150 {
      switch Int.random(in: 0..<20, using: &random) {
      case 0: shell.send(signal: SIGUSR1)
      case 1: shell.resize(columns: Int.random(in: 25...90, using: &random), rows: 30)
      case let number: shell.type(model.press(number, using: &random))
      }
    }
    shell.press(.enter)
    let expected = Self.squeezed("<\(model.text)>")
    try await shell.expect("\(expected) after seed \(seed)") {
      Self.squeezed($0.text).contains(expected)
    }
  }

  /// A wide letter that does not fit leaves a blank at the end of its row.
  private static func squeezed(_ text: some StringProtocol) -> String {
    String(text.filter { !$0.isWhitespace })
  }
}

/// What a line should be after some keys.
private struct EditedLine {
  private var letters: [Character] = []
  private var cursor = 0

  var text: String { String(letters) }

  /// Does what a key does, and returns what a terminal sends for it.
  mutating func press(_ number: Int, using random: inout SeededGenerator) -> String {
    switch number {
    case 2, 3:
      cursor = max(0, cursor - 1)
      return TerminalKey.left.rawValue
    case 4:
      cursor = min(letters.count, cursor + 1)
      return TerminalKey.right.rawValue
    case 5, 6:
      if cursor > 0 {
        cursor -= 1
        letters.remove(at: cursor)
      }
      return TerminalKey.backspace.rawValue
    case 7:
      cursor = 0
      return TerminalKey.controlA.rawValue
    case 8:
      cursor = letters.count
      return TerminalKey.controlE.rawValue
    default:
      let letter = "abcdefgh日本語é😀".randomElement(using: &random) ?? "a"
      letters.insert(letter, at: cursor)
      cursor += 1
      return String(letter)
    }
  }
}
