internal import Foundation
internal import MigrationEngine
internal import TestSupport
internal import Testing

/// Roles and grants between two real servers that ask who is calling.
@Suite(.timeLimit(.minutes(15)))
struct AccessTests {
  private let passwords = ["ROOT": "Milvus", "PASS": "some-pass-1"]

  /// Two servers: one with a collection, three users and their roles, one with one of the users, and a
  /// user who may do what a migration takes, but grant nothing.
  private func withServers(
    _ name: String, _ body: (PrivateServer, PrivateServer) async throws -> Void
  ) async throws {
    try await PrivateServer.with("\(name)-from", "--auth", "\(name)-from") { source in
      try await PythonTool.seedTypes.run([
        source.address, "scalars", "docs", "--token", "root:Milvus",
      ])
      let grant = PythonTool.grant
      try await grant.run([
        source.address, "ann", "some-pass-1", "Query@docs", "GetLoadState@docs", "Load@docs",
        "GetStatistics@docs", "Search@images",
      ])
      try await grant.run([
        source.address, "bob", "some-pass-1", "Insert", "Global.CreateCollection",
      ])
      try await grant.run([source.address, "cyd", "some-pass-1"])
      try await PrivateServer.with("\(name)-to", "--auth", "\(name)-to") { target in
        try await grant.run([target.address, "ann", "some-pass-1"])
        let needs = PrivilegeTable.needs(of: .migrate).filter {
          $0.side == .target && $0.condition != "with --access"
        }
        try await grant.run(
          [target.address, "mover", "some-pass-1"]
            + Set(needs.flatMap(\.privileges)).map { privilege in
              (privilege.isGlobal ? "Global." : "") + (privilege.inMilvus23 ?? privilege).rawValue
            }.sorted())
        try await body(source, target)
      }
    }
  }

  private func run(_ arguments: [String], _ lines: String...) async throws -> ProgramEnd {
    try await BuiltProgram().run(
      arguments + ["-c", lines.joined(separator: "\n")], environment: passwords)
  }

  @Test func `roles and grants arrive, users get their roles, and a second run makes nothing`()
    async throws
  {
    try await withServers("granted") { source, target in
      let ends = """
        connect source \(source.address) --user root --token-env ROOT
        connect target \(target.address) --user root --token-env ROOT
        """
      let before = try await run(["-k", "-o", "json"], ends, "check docs --access")
      let seen = try #require(CloudPlay(end: before).checks.last, "\(before)")
      let missing = seen.filter { $0.code == "check.accessMissing" }
      #expect(missing.count == 3 && missing.allSatisfy { $0.level == "warning" }, "\(before)")
      let absent = seen.filter { $0.code == "check.accessUserMissing" }
      #expect(absent.count == 2 && absent.allSatisfy { $0.level == "note" }, "\(before)")
      #expect(seen.contains { $0.code == "check.accessLeftOut" && $0.text.hasPrefix("1 grant") })
      let move = "docs --rename docs:docs_new --access --index same"
      let moved = try await run(["-x"], ends, "migrate \(move) --yes")
      try #require(moved.end == .exited(0), "\(moved)")
      let found = try await PythonTool.grants.run([target.address]).split(separator: "\n")
      #expect(
        found.filter { !$0.hasPrefix("mover_role") }.sorted() == [
          "ann_role < ann", "ann_role Collection docs_new default GetLoadState",
          "ann_role Collection docs_new default GetStatistics",
          "ann_role Collection docs_new default Load",
          "ann_role Collection docs_new default Query", "bob_role Collection * default Insert",
          "bob_role Global * default CreateCollection",
        ], "\(found)")
      let used = try await run(
        ["-x"], "connect source \(target.address) --user ann --token-env PASS",
        "connect target \(target.address) --user root --token-env ROOT", "load target:docs_new",
        "count docs_new")
      #expect(used.end == .exited(0), "\(used)")
      let again = try await run(
        ["-k", "-o", "json"], ends, "check \(move) --on-conflict upsert")
      #expect(CloudPlay(end: again).finding("check.access")?.level == "ok", "\(again)")
      #expect(CloudPlay(end: again).finding("check.accessMissing") == nil, "\(again)")
      #expect(!"\(before)\(moved)\(used)\(again)".contains("some-pass-1"))
    }
  }

  @Test func `who may not grant moves the entities, and hears what was not carried`() async throws {
    try await withServers("denied") { source, target in
      let moved = try await run(
        ["-x"], "connect source \(source.address) --user root --token-env ROOT",
        "connect target \(target.address) --user mover --token-env PASS",
        "migrate docs --access --index same --yes")
      #expect(moved.end == .exited(3), "\(moved)")
      let shown = "\(moved)"
      #expect(shown.contains("NOT carried:") && shown.contains("role \"bob_role\""), "\(shown)")
      let found = try await PythonTool.grants.run([target.address])
      #expect(!found.contains("bob_role"), "\(found)")
    }
  }
}
