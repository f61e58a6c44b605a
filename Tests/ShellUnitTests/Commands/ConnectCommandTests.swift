internal import Foundation
internal import MigrationPlanning
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What `connect` makes of what a server is and of what was said of it.
@Suite(.timeLimit(.minutes(5)))
struct ConnectCommandTests {
  @Test(
    arguments: [("2.3.5", nil, "v2.3.5"), ("2.3.5", "", "Milvus 2.3.5 (stated)")]
      as [(
        String, String?, String
      )])
  func `events tell the version that counts, whatever the server says`(
    version: String, told: String?, words: String
  ) async throws {
    let folder = try Scratch()
    let path = folder.path(of: "events.jsonl")
    let (_, status) = try await run(
      "set events '\(path)'", "connect source $AT --server-version 2.3.5", at: version,
      saying: told)
    #expect(status == .done)
    let events = try String(contentsOfFile: path, encoding: .utf8)
    #expect(events.contains("\"version\":\"\(words)\""), "\(events)")
  }

  @Test(arguments: [("", true), (" -q", false)])
  func `what is assumed of a place is told, unless it is to be quiet`(
    option: String, isTold: Bool
  ) async throws {
    let (session, status) = try await run("connect source $PLACE\(option)", at: "2.3.5")
    #expect(status == .done)
    let text = session.outputs.messages
    #expect(text.contains("assumed http://") == isTold, "\(text)")
  }

  /// Runs lines in which `$AT` is the address of a server and `$PLACE` the same without its scheme, and
  /// returns the session and the last status.
  private func run(
    _ lines: String..., at version: String, saying text: String? = nil
  ) async throws -> (RecordedSession, Shell.ExitStatus) {
    let folder = try Scratch()
    var settings = FakeSettings()
    settings.versionText = text
    return try await withFakeMilvus(FakeMilvus(version, settings: settings)) { access in
      let recorded = RecordedSession(configFolder: folder.path, tree: .standard)
      return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        defer { group.cancelAll() }
        var status = Shell.ExitStatus.done
        for line in lines {
          status = try await recorded.run(
            line.replacing("$AT", with: access.endpoint.description)
              .replacing("$PLACE", with: access.endpoint.description.dropFirst("http://".count))
          ).status
        }
        return (recorded, status)
      }
    }
  }

  @Test func `a version other than the server's own is refused`() async throws {
    let (session, status) = try await run(
      "connect target $AT --server-version 2.3.5", at: "2.2.16")
    #expect(status == .usage)
    let text = session.outputs.messages
    #expect(
      text.contains("says that it is Milvus 2.2.16, and --server-version that it is Milvus 2.3.5"))
    #expect(text.contains("hint:  leave --server-version out: connect target http://"), "\(text)")
    #expect(session.session.cluster(.target) == nil)
  }

  @Test func `a profile that states another version is named with its way out`() async throws {
    let (session, status) = try await run(
      "profile set lab place=$AT server-version=2.3.5", "connect source lab",
      "profile set lab server-version=", "connect source lab", at: "2.3.4")
    #expect(status == .done)
    let text = session.outputs.messages
    #expect(text.contains("the profile keeps it: profile set lab server-version="), "\(text)")
  }

  @Test(arguments: ["2.2.x", "new", "lite-2.x"])
  func `what is no version is refused with one that is`(text: String) async throws {
    let (session, status) = try await run(
      "connect source $AT --server-version \(text)", at: "2.2.16")
    #expect(status == .usage)
    let messages = session.outputs.messages
    #expect(messages.contains("as 2.2.16 or lite-2.5.1, and \"\(text)\" is none"), "\(messages)")
  }

  @Test func `a version that was stated is shown as such`() async throws {
    let (session, status) = try await run(
      "connect source $AT --server-version 2.3.5", "connect target $AT --server-version 2.3.5",
      "describe server", at: "2.3.5", saying: "a34a9d6")
    #expect(status == .done)
    // By each `connect`, and of each side by `describe server`.
    #expect(session.outputs.results.ranges(of: "Milvus 2.3.5 (stated)").count == 4)
  }

  @Test func `a server that can only be read is refused as the target`() async throws {
    let (session, status) = try await run("connect target $AT", at: "2.2.16")
    #expect(status == .failed)
    let text = session.outputs.messages
    #expect(text.contains("as the target: it is Milvus 2.2.16, which has no upsert"), "\(text)")
    #expect(text.contains("it can be the source: connect source http://"), "\(text)")
    #expect(text.contains("code:  target.unsupportedByServer"))
    #expect(session.session.cluster(.target) == nil)
  }

  @Test func `a server is described by what it can be before all that it can do`() async throws {
    let (session, _) = try await run(
      "connect source $AT", "describe server", at: "2.2.16")
    let text = session.outputs.results
    let places = ["as source: yes\n", "as target: no, it has no upsert", "CAPABILITY"]
      .map { text.firstRange(of: $0)?.lowerBound }
    let found = places.compactMap { $0 }
    #expect(found.count == 3 && found == found.sorted(), "\(text)")
  }
}
