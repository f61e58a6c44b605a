internal import Foundation
internal import TestSupport
internal import Testing

/// What `scripts/test` says of tests that it ended because they took too long.
@Suite(.timeLimit(.minutes(15)))
struct TestScriptTests {
  private static let log = """
    ◇ Test run started.
    ◇ Suite Copies started.
    ◇ Test "a row is copied" started.
    ◇ Test "rows are kept" started.
    ◇ Test case passing 1 argument 3 to "rows are kept" started.
    ◇ Test "a row is copied" started.
    ◇ Test "a job waits" started.
    ✔ Test "rows are kept" with 2 test cases passed after 0.1 seconds.
    ✔ Test "a row is copied" passed after 0.2 seconds.
    """

  @Test(arguments: [(1, false), (124, true), (137, true)])
  func `tests that began and did not end are named, two of one name each by itself`(
    status: Int, isNamed: Bool
  ) async throws {
    let scratch = try Scratch()
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../scripts/test").standardizedFileURL.path
    let end = try await Program.run(
      "/bin/bash",
      [
        "-c",
        """
        eval "$(sed -nE '/^(tests|unended)\\(\\) /,/^\\}/p' '\(script)')"
        timeout() { echo "$LOG"; return \(status); }
        parallel=--parallel width=1 faults=$HOME/faults
        tests Copies Copies >"$HOME/output"; status=$?; cat "$faults"; exit "$status"
        """,
      ],
      environment: [
        "HOME": scratch.path, "PATH": "/usr/local/bin:/usr/bin:/bin", "LOG": Self.log,
      ])
    #expect(end.end == .exited(Int32(status)), "\(end)")
    let named = "not ended: \"a job waits\"\nnot ended: \"a row is copied\"\n"
    #expect(end.output == (isNamed ? named : ""), "\(end)")
  }
}
