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

  @Test(arguments: ["0", "-1"]) func `lines of a script are counted from 1`(line: String) {
    #expect(throws: (any Error).self) { try ScriptRun.parse(["--from=\(line)", "x.vecferry"]) }
    #expect(throws: Never.self) { try ScriptRun.parse(["--from=1", "x.vecferry"]) }
  }
}
