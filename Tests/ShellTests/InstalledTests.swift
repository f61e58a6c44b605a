internal import Foundation
internal import TestSupport
internal import Testing

/// What the system's programs make of what the program prints for them.
@Suite(.timeLimit(.minutes(15)))
struct InstalledTests {
  /// Runs a line of bash that finds the program by its name, in a home of its own.
  private func run(_ line: String) async throws -> ProgramEnd {
    let home = try ShellAtTerminal()
    var environment = home.environment
    let folder = URL(fileURLWithPath: try Executable.path(of: "vecferry"))
      .deletingLastPathComponent()
    environment["PATH"] = folder.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    let end = try await TestSupport.Program.run(
      "/bin/bash", ["-c", "cd \"$HOME\" && \(line)"], environment: environment)
    _ = home
    return end
  }

  @Test(arguments: [
    ("vecferry mig", "migrate"), ("vecferry list coll", "collections"),
    ("vecferry -o js", "json jsonl"), ("vecferry -f mi", "migrate-docs.vecferry"),
    ("vecferry list collections --on=so", "source"), ("vecferry nosuch ", ""),
  ])
  func `bash completes by the script`(line: String, words: String) async throws {
    let end = try await run(
      """
      touch migrate-docs.vecferry
      vecferry --completion bash >completion && bash -n completion && source completion
      COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; _vecferry
      complete -p vecferry; echo "${COMPREPLY[*]}"
      """)
    #expect(end.output == "complete -F _vecferry vecferry\n\(words)\n", "\(end)")
    #expect(end.errors.isEmpty, "\(end)")
  }

  @Test(arguments: [("vecferry", "migrate docs_v1"), ("vecferry-scripts", "vecferry -f FILE")])
  func `man shows the pages without a complaint`(page: String, words: String) async throws {
    let end = try await run(
      "vecferry --manual \(page) >page && MANWIDTH=80 man --warnings -l page | col -bx")
    #expect(end.end == .exited(0) && end.errors.isEmpty, "\(end)")
    #expect(end.output.contains(words))
  }

  @Test func `the version tells what it was built of`() async throws {
    let end = try await run("vecferry version -o json; vecferry --version")
    for name in ["version", "commit", "swift", "libedit", "platform"] {
      #expect(end.output.contains("\"\(name)\":"), "\(end)")
    }
    #expect(end.output.contains("Linux"), "\(end)")
  }
}
