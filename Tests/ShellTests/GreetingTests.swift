internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

/// What a session says before anything is typed, and what it says once.
@Suite(.timeLimit(.minutes(15)))
struct GreetingTests {
  @Test func `who has connected a source is not told to`() async throws {
    let bare = try await ShellAtTerminal().start()
    #expect(bare.picture.lines.first?.hasSuffix(" · type help, or connect source") == true)
    try await withFakeMilvus(FakeMilvus("2.6.18")) { access in
      let home = try ShellAtTerminal()
      let shell = try TerminalSession(
        Executable.path(of: "vecferry"), ["--source", "\(access.endpoint)"],
        environment: home.environment)
      let picture = try await shell.expect("a prompt with the source") {
        $0.cursorLine.hasPrefix("vecferry 127.0.0.1")
      }
      #expect(picture.lines.first?.hasSuffix(" · type help") == true)
      #expect(picture.count(of: "read-only") == 1)
    }
  }

  @Test func `a history that cannot be kept is said once, in words`() async throws {
    let home = try ShellAtTerminal()
    try FileManager.default.createDirectory(
      atPath: home.home + "/state/vecferry/history", withIntermediateDirectories: true)
    let shell = try await home.start(columns: 200)
    for word in ["one", "two", "three"] { shell.enter("echo \(word)") }
    try await shell.expect("three answers") { picture in
      ["one", "two", "three"].allSatisfy(picture.lines.contains)
        && picture.cursorLine == ShellAtTerminal.prompt
    }
    #expect(shell.picture.count(of: "cannot be written: Is a directory; this session's") == 1)
    #expect(shell.picture.count(of: "Error Domain") == 0)
    shell.enter("history")
    try await shell.expect("cannot be read: Is a directory")
  }
}
