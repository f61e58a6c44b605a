internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What a record of a session holds, and what a dry run leaves out.
@Suite struct RecorderTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
  }

  private func recorded(
    _ lines: [String], answering answer: String = "y", abbreviated: Bool = false
  ) async throws -> (lines: [String], text: String) {
    let path = folder.path(of: "trial.vecferry")
    let session = RecordedSession(answerer: FixedAnswerer(line: answer))
    _ = try await session.run("record '\(path)'")
    for line in lines { _ = try await session.run(line, allowsAbbreviations: abbreviated) }
    _ = try await session.run("record stop")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o600)
    let body = text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("# Recorded") }
    return (Array(body.dropFirst()), text)
  }

  @Test(arguments: [
    ("list things", ["list things"]), ("fail", ["# failed with 1: fail"]),
    ("differ", ["-differ  # ended with 3"]), ("nosuch", ["# failed with 64: nosuch"]),
    ("drop anvil", ["drop anvil --yes"]), ("drop anvil --yes", ["drop anvil --yes"]),
    ("drop anvil && echo 'a b'", ["drop anvil --yes && echo 'a b'"]),
    ("copy a --to b &", ["copy a --to b"]), ("help", []), ("record status", []),
    ("let TOKEN abc", ["# a secret was left out: let TOKEN •••"]),
    ("echo http://u:hidden@h", ["# a secret was left out: echo http://u:•••@h"]),
    ("!echo my-token-1 >/dev/null", ["# a secret was left out: !•••"]),
    ("!true | true", ["!true | true"]), ("let A 1; echo $A", ["let A 1", "echo ${A}"]),
  ])
  func `a record has the commands in full, failures and secrets as remarks`(
    line: String, lines: [String]
  ) async throws {
    let record = try await recorded([line])
    #expect(record.lines == lines, "\(record.text)")
    #expect(!record.text.contains("hidden") && !record.text.contains("my-token"))
  }

  @Test func `abbreviations are written out`() async throws {
    #expect(try await recorded(["li thi"], abbreviated: true).lines == ["list things"])
  }

  @Test func `shortcuts are written out`() async throws {
    #expect(
      try await recorded(["shortcut cp copy --to b", "cp a"]).lines == [
        "shortcut cp copy --to b", "copy --to b a",
      ])
  }

  @Test func `a declined question is a failure`() async throws {
    #expect(
      try await recorded(["drop anvil"], answering: "n").lines == ["# failed with 1: drop anvil"])
  }

  @Test func `a record can be replayed, and saved afterwards as well`() async throws {
    let (first, second) = (folder.path(of: "a.vecferry"), folder.path(of: "b.vecferry"))
    let session = RecordedSession(answerer: FixedAnswerer(line: "y"))
    let lines = ["let A 1", "echo $A", "fail", "drop anvil", "differ"]
    _ = try await session.run("record '\(first)'")
    for line in lines { _ = try await session.run(line) }
    #expect(try await session.run("record '\(first)'").status == .usage)
    #expect(try await session.run("record stop; history save '\(second)'").status == .done)
    let texts = try [first, second].map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(
      texts[1].hasSuffix(
        texts[0].split(separator: "\n").dropFirst(2).joined(separator: "\n") + "\n"))
    let replayed = RecordedSession()
    #expect(try await replayed.run("run '\(first)'").status == .done)
    #expect(replayed.outputs.results == "1\n")
    #expect(replayed.outputs.messages.contains("dropped anvil"))
    #expect(try await replayed.run("record '\(first)'").status == .failed)
    #expect(replayed.outputs.messages.contains("--append"))
  }

  @Test func `what runs within a script is not recorded beside the script`() async throws {
    let script = folder.path(of: "s.vecferry")
    try "echo inner\n".write(toFile: script, atomically: true, encoding: .utf8)
    #expect(try await recorded(["run '\(script)'"]).lines == ["run \(script)"])
  }

  @Test func `a dry run changes nothing, and reads what it can`() async throws {
    let script = folder.path(of: "s.vecferry")
    try """
    list things
    !touch '\(folder.path(of: "made"))'
    set events '\(folder.path(of: "told"))'
    history delete all
    echo end
    """.write(toFile: script, atomically: true, encoding: .utf8)
    let session = RecordedSession()
    #expect(try await session.run("run --dry-run '\(script)'").status == .done)
    #expect(session.outputs.results.contains("anvil") && session.outputs.results.hasSuffix("end\n"))
    #expect(session.outputs.messages.contains("not run in a dry run: history delete all"))
    for name in ["made", "told"] {
      #expect(!FileManager.default.fileExists(atPath: folder.path(of: name)))
    }
    #expect(try await session.run("run '\(script)'").status == .done)
    for name in ["made", "told"] {
      #expect(FileManager.default.fileExists(atPath: folder.path(of: name)))
    }
  }
}
