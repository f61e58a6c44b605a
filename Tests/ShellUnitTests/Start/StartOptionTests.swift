internal import ArgumentParser
internal import Shell
internal import Testing

/// Options of the program itself that make no sense.
struct StartOptionTests {
  @Test(arguments: [
    ["-c", "version", "-f", "x.vecferry"], ["--from", "0", "-f", "x.vecferry"],
    ["--from=-1", "-f", "x.vecferry"],
  ])
  func `contradictions are refused before anything runs`(arguments: [String]) {
    #expect(throws: UsageError.self) { try StartOptions.parse(words: arguments) }
  }

  @Test func `commands that are given one by one are all kept`() throws {
    let words = ["-c", "echo one", "-x", "-c", "echo $1", "two"]
    let options = try StartOptions.parse(words: words)
    #expect(options.command == ["echo one", "echo $1"] && options.words == ["two"])
  }

  @Test(arguments: [["--version"], ["-q", "--version"], ["--output", "json", "--version"]])
  func `the version is told wherever it is asked for`(arguments: [String]) throws {
    guard case .answer(let text) = try StartWish(words: arguments) else {
      Issue.record("no answer")
      return
    }
    #expect(text == Version.full && text.hasPrefix("vecferry \(Version.text) (commit "))
  }

  @Test(arguments: [["--help"], ["-h"], ["-q", "--help"], ["-o", "json", "-h"]])
  func `help is given wherever it is asked for`(arguments: [String]) throws {
    guard case .answer(let text) = try StartWish(words: arguments) else {
      Issue.record("no answer")
      return
    }
    #expect(text.hasPrefix("vecferry: "))
  }

  @Test func `a worker is nothing that a user is told of`() throws {
    guard case .work = try StartWish(words: ["worker", "--stdio"]) else {
      Issue.record("no work")
      return
    }
    #expect(!HelpPage(start: CommandInfo(StartOptions.self)).text.contains("worker"))
  }

  @Test func `what a command is asked for is not asked of the program`() throws {
    guard case .start(let options) = try StartWish(words: ["list", "collections", "--help"]) else {
      Issue.record("no start")
      return
    }
    #expect(options.words == ["list", "collections", "--help"])
  }

  @Test(arguments: ["0", "-1"]) func `lines of a script are counted from 1`(line: String) {
    #expect(throws: (any Error).self) { try ScriptRun.parse(["--from=\(line)", "x.vecferry"]) }
    #expect(throws: Never.self) { try ScriptRun.parse(["--from=1", "x.vecferry"]) }
  }
}
