internal import Foundation
internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// A check looks, and changes nothing.
@Suite(.timeLimit(.minutes(15)))
struct CheckTests {
  @Test(arguments: [(TestServer.source, TestServer.target), (.lite, .lite2)])
  func `a check changes neither end and makes no journal`(
    from: TestServer, to: TestServer
  ) async throws {
    // Names of its own: other tests write to the same servers meanwhile.
    let (name, kept) = ("check_subject_\(from)", "check_bystander_\(from)")
    try await SeededCollections.make("scalars", name, on: from, options: ["--alias", "\(name)_a"])
    try await SeededCollections.make("empty", kept, on: to, options: ["--alias", "\(kept)_a"])
    let pair = try await ServerPair(from, to)
    let before = (try await mine(from), try await mine(to))
    let rows = (try await from.count(name), try await to.count(kept))
    let report = try await pair.check(name)
    #expect(report.plans.count == 1, "\(report.blockers)")
    #expect(try await mine(from) == before.0)
    #expect(try await mine(to) == before.1)
    #expect(before.1.count == 1)
    #expect(try await from.count(name) == rows.0 && rows.0 > 0)
    #expect(try await to.count(kept) == rows.1 && rows.1 == 0)
    #expect(!FileManager.default.fileExists(atPath: pair.stateFolder))
  }

  private func mine(_ server: TestServer) async throws -> Set<String> {
    try await server.inventory(prefix: "check_")
  }

  @Test func `a taken name is a blocker with a way out`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let taken = try await SeededCollections.shared.collection("varchar", on: .lite)
    let pair = try await ServerPair(.source, .lite)
    let blocker = try #require(try await pair.check(name, as: taken).blockers.first)
    #expect(blocker.code == .nameTaken)
    #expect(blocker.hint?.contains("--rename") == true)
    var options = MigrationOptions()
    options.onConflict = .skip
    let report = try await pair.check(name, as: taken, options: options)
    #expect(report.blockers.isEmpty && report.plans.isEmpty)
  }

  @Test func `a taken alias is a blocker unless aliases stay behind`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let server = TestServer.target
    try await SeededCollections.make(
      "empty", "alias_owner", on: server, options: ["--released", "--alias", "taken_alias"])
    let source = "taken_alias_source"
    try await SeededCollections.make(
      "empty", source, on: .source, options: ["--alias", "taken_alias"])
    let pair = try await ServerPair(.source, server)
    let blockers = try await pair.check(source).blockers
    #expect(blockers.map(\.code) == [.aliasTaken])
    #expect(blockers.first?.text.contains("alias_owner") == true)
    #expect(try await pair.check(source, options: .withoutAliases).blockers.isEmpty)
    // The alias itself is no free name either.
    let named = try await pair.check(name, as: "taken_alias").blockers
    #expect(named.map(\.code).contains(.nameTaken))
  }

  @Test func `what is chosen by an alias keeps its own name, unless it gets another`() async throws
  {
    let name = "kept_by_alias"
    try await SeededCollections.make(
      "empty", name, on: .source, options: ["--alias", "\(name)_alias"])
    let pair = try await ServerPair(.source, .lite2)
    let kept = try await pair.check("\(name)_alias", options: .withoutAliases)
    #expect(kept.plans.map(\.target.name.text) == [name], "\(kept.blockers)")
    #expect(kept.findings.contains { $0.code == .alias && $0.text.contains(name) })
    let renamed = try await pair.check("\(name)_alias", as: "other", options: .withoutAliases)
    #expect(renamed.plans.map(\.target.name) == ["other"], "\(renamed.blockers)")
  }

  @Test func `a collection is not copied onto itself`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let report = try await ServerPair(.source, .source).check(name)
    #expect(report.blockers.map(\.code).contains(.sameCollection), "\(report.blockers)")
    #expect(report.plans.isEmpty)
  }

  @Test func `a name that nobody bears is answered with those that there are`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let pair = try await ServerPair(.source, .target)
    let error = await #expect(throws: MigrationError.self) {
      try await pair.check("scalars_of_sauce")
    }
    #expect(error?.code == .collectionNotFound)
    #expect(error?.candidates.contains(name) == true)
  }
}
