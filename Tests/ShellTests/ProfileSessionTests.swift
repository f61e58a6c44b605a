internal import Foundation
internal import TestSupport
internal import Testing

/// Profiles from one session to the next, against real servers.
@Suite(.timeLimit(.minutes(15)))
struct ProfileSessionTests {
  private static let name = "profile_docs"
  private static let rows = 400
  private static let secret = "s3cret-5f0c2a"
  private static let line = "vecferry lab>prod>"

  @Test func `what one session saves the next one connects, and a protected target is asked for`()
    async throws
  {
    let (source, target) = (try TestServer.source.address, try TestServer.target.address)
    try await ServerProbe(source).drop(Self.name)
    try await ServerProbe(target).drop(Self.name)
    try await PythonTool.seedRanges.run([source, "\(Self.rows)", Self.name])
    let home = try ShellAtTerminal()
    try await save(source, target, in: home)
    try expectPrivateFile(of: home)
    try await writeByName(to: target, in: home)
    try await writeWithoutTerminal(in: home)
    try await ServerProbe(source).drop(Self.name)
    try await ServerProbe(target).drop(Self.name)
  }

  /// The address of the target has a secret, which is not to be found afterwards.
  private func save(_ source: String, _ target: String, in home: ShellAtTerminal) async throws {
    let pasted = target.replacingOccurrences(of: "http://", with: "http://ann:\(Self.secret)@")
    let shell = try await home.start(columns: 110)
    shell.enter("connect source \(source) --save lab")
    try await shell.expect("saved as profile lab, without a secret: connect source lab")
    shell.enter("connect target \(pasted) --protect --save prod")
    try await shell.expect("database default, ", count: 2)
    try await shell.expectLine(Self.line)
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
  }

  private func expectPrivateFile(of home: ShellAtTerminal) throws {
    let file = home.home + "/config/vecferry/profiles.yaml"
    let facts = try FileManager.default.attributesOfItem(atPath: file)
    #expect(facts[.posixPermissions] as? Int == 0o600)
    let texts = try FileManager.default.subpathsOfDirectory(atPath: home.home).compactMap {
      FileManager.default.contents(atPath: "\(home.home)/\($0)")
    }.map { String(decoding: $0, as: UTF8.self) }
    #expect(texts.allSatisfy { !$0.contains(Self.secret) })
    // The search would find what is there.
    #expect(texts.contains { $0.contains("user: ann") && $0.contains("protect: true") })
  }

  /// The copy begins only once the name of the target was typed; a yes is not enough.
  private func writeByName(to target: String, in home: ShellAtTerminal) async throws {
    let shell = try TerminalSession(
      Executable.path(of: "vecferry"), ["--source", "lab", "--target", "prod"],
      environment: home.environment, columns: 110, rows: 40)
    try await shell.expectLine(Self.line)
    shell.enter("migrate \(Self.name) --yes")
    try await answer("y", in: shell)
    try await shell.expect("\"prod\" was not typed, nothing was changed")
    try await shell.expectLine(Self.line)
    #expect(try await ServerProbe(target).has(Self.name) == false)
    shell.enter("migrate \(Self.name) --yes")
    try await answer("prod", in: shell)
    try await shell.expect("Successful")
    try await shell.expectLine(Self.line)
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
    #expect(try await ServerProbe(target).count(Self.name) == Int64(Self.rows))
  }

  private func answer(_ text: String, in shell: TerminalSession) async throws {
    try await shell.expect("the question for the name") {
      $0.cursorLine.hasSuffix("prod is protected. Type its name to write to it:")
    }
    shell.enter(text)
  }

  /// Where nobody can be asked, `-y` is no name either.
  private func writeWithoutTerminal(in home: ShellAtTerminal) async throws {
    let release = ["release", "target:\(Self.name)"]
    let refused = try await run(["-y"] + release, in: home)
    #expect(refused.end == .exited(64), "\(refused)")
    #expect(refused.errors.contains("say it beforehand with --confirm prod"), "\(refused)")
    let done = try await run(["-y"] + release + ["--confirm", "prod"], in: home)
    #expect(done.end == .exited(0), "\(done)")
  }

  private func run(_ words: [String], in home: ShellAtTerminal) async throws -> ProgramEnd {
    try await Program.run(
      try Executable.path(of: "vecferry"), ["--source", "lab", "--target", "prod"] + words,
      environment: home.environment)
  }
}
