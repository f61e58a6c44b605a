internal import Foundation
internal import TestSupport
internal import Testing

/// What `scripts/check` refuses before it builds anything, in a repository of its own.
@Suite(.timeLimit(.minutes(15)))
struct CheckScriptTests {
  @Test(arguments: [
    ("README.md", 0, ""), (".editorconfig", 0, ""),
    ("notes.txt", 1, "does not belong at the top: notes.txt\n"),
    ("old/notes.txt", 1, "does not belong at the top: old\n"),
  ])
  func `a file that does not belong at the top is refused`(
    name: String, status: Int32, words: String
  ) async throws {
    let folder = try Scratch()
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../scripts/check").standardizedFileURL.path
    // What comes after the look at the top is left to programs that do nothing.
    let end = try await Program.run(
      "/bin/bash",
      [
        "-c",
        """
        set -e; cd "$HOME"; mkdir -p bin scripts "$(dirname '\(name)')"; cp '\(script)' scripts/check
        for TOOL in swift python3; do ln -s /bin/true bin/$TOOL; done
        touch '\(name)'; git init -q; git add scripts '\(name)'; scripts/check
        """,
      ],
      environment: [
        "HOME": folder.path, "PATH": "\(folder.path)/bin:/usr/local/bin:/usr/bin:/bin",
      ])
    #expect(end.end == .exited(status), "\(end)")
    #expect(end.errors == words, "\(end)")
  }
}
