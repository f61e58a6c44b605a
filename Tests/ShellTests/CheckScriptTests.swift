internal import Foundation
internal import TestSupport
internal import Testing

/// What `scripts/check` refuses before it builds anything, in a folder of its own.
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

  @Test(arguments: [
    ("Early", "let one: Int", ""), ("Early", "// Two comes later.", ""),
    ("Early", "let one = \"Two\"", ""), ("Early", "struct One { enum Two {} }", ""),
    ("Early", "let two: Two", "Early of Shell uses Late, which comes after it: Two in "),
    ("Early", "let two = \"\\(Two())\"", "Early of Shell uses Late, which comes after it: Two in "),
    ("the top", "let two: Two", ""), ("Other", "", "Other of Shell is not in the table of "),
  ])
  func `a folder names no type of one that comes after it`(
    folder: String, line: String, words: String
  ) async throws {
    let end = try await folders(["FOLDER": folder, "LINE": line])
    #expect(end.end == .exited(words.isEmpty ? 0 : 1), "\(end)")
    #expect(end.output.hasPrefix(words) && end.output.isEmpty == words.isEmpty, "\(end)")
  }

  @Test(arguments: [
    ("| Shel | Holds |", "| Early, Late | this |", " has a table of Shel, and there is no "),
    ("| Shell | Hold |", "| Early, Late | this |", "Shell has folders, and no table in "),
    (
      "| Shell | Holds |", "| Early, Late, Later | this |",
      "Later of Shell is in the table of Sources/MigrationEngine/Documentation.docc/Design.md, and has "
        + "no file\n"
    ),
  ])
  func `a table that is not of a module's folders is refused`(
    head: String, row: String, words: String
  ) async throws {
    let end = try await folders(["HEAD": head, "ROW": row])
    #expect(end.end == .exited(1), "\(end)")
    #expect(end.output.contains(words), "\(end)")
  }

  /// Looks at a module whose type Two is in Late, and `LINE` in the file One of `FOLDER`.
  private func folders(_ given: [String: String]) async throws -> ProgramEnd {
    let scratch = try Scratch()
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../scripts/folders.py").standardizedFileURL.path
    let usual = [
      "HOME": scratch.path, "PATH": "/usr/local/bin:/usr/bin:/bin", "FOLDER": "Early", "LINE": "",
      "HEAD": "| Shell | Holds |", "ROW": "| Early, Late | this |",
    ]
    return try await Program.run(
      "/bin/bash",
      [
        "-c",
        """
        set -e; cd "$HOME"; mkdir -p Sources/MigrationEngine/Documentation.docc
        printf '%s\\n' "$HEAD" '|---|---|' "$ROW" '| the top | that |' \
          >Sources/MigrationEngine/Documentation.docc/Design.md
        FOLDER=Sources/Shell/${FOLDER#the top}; mkdir -p Sources/Shell/Early Sources/Shell/Late "$FOLDER"
        touch Sources/Shell/Early/Zero.swift; echo 'struct Two {}' >Sources/Shell/Late/Two.swift
        echo "$LINE" >"$FOLDER/One.swift"
        python3 -B '\(script)'
        """,
      ],
      environment: usual.merging(given) { $1 })
  }
}
