internal import MigrationEngine
internal import TestSupport
internal import Testing

/// Users of a target that asks who is calling: what they may do is known before anything is written.
@Suite(.timeLimit(.minutes(5)))
struct RightsTests {
  private static let reading = [
    "Global.DescribeCollection", "Global.ShowCollections", "IndexDetail", "Query",
    "GetLoadState", "GetStatistics",
  ]

  @Test func `each right is tried without a trace, and each that is missing is named`() async throws
  {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    try await PrivateServer.with("guarded", "--auth", "guarded") { server in
      try await PythonTool.grant.run([server.address, "reader", "reader-pass-1"] + Self.reading)
      let program = try BuiltProgram()
      let end = try await program.run(
        [
          "-k", "-o", "json", "-c",
          """
          connect source \(try TestServer.source.address)
          connect target \(server.address) --user root --token-env ROOT
          check \(name)
          connect target \(server.address) --user reader --token-env READER
          check \(name)
          """,
        ], environment: ["ROOT": "Milvus", "READER": "reader-pass-1"])
      let play = CloudPlay(end: end)
      try #require(play.checks.count == 2, "\(end)")
      let whole = play.checks[0].filter { $0.subject == "rights" }
      #expect(whole.map(\.code) == ["check.rights", "check.rightsUnverified"], "\(whole)")
      let missing = play.checks[1].filter { $0.code == "check.permissionDenied" }
      let rights = try #require(missing.first { $0.subject == "rights" }, "\(end)")
      for right in ["Insert", "Delete", "Flush", "CreateIndex", "Load"] {
        #expect(rights.text.contains(right), "\(right): \(end)")
        #expect(rights.hint?.contains(right) == true)
      }
      #expect(missing.allSatisfy { $0.level == "blocker" })
      #expect(!"\(end)".contains("reader-pass-1"))
    }
  }

  @Test func `all that the source withholds is named at once, and only what is needed forbids`()
    async throws
  {
    try await PrivateServer.with("withheld", "--auth", "withheld") { server in
      try await PythonTool.seedTypes.run([
        server.address, "empty", "anything", "--token", "root:Milvus",
      ])
      try await PythonTool.grant.run([
        server.address, "lister", "lister-pass-1", "Global.ShowCollections",
      ])
      let end = try await BuiltProgram().run(
        [
          "-k", "-o", "json", "-c",
          """
          connect source \(server.address) --user lister --token-env LISTER
          connect target \(try TestServer.target.address)
          check anything
          """,
        ], environment: ["LISTER": "lister-pass-1"])
      let seen = try #require(CloudPlay(end: end).finding("check.permissionDenied"), "\(end)")
      #expect(seen.level == "blocker" && seen.subject == "anything", "\(seen)")
      // Of this server a load state takes the right to load.
      #expect(seen.text.contains("the user of the source lacks the privileges Load, Query"))
      #expect(seen.hint?.contains("grant Load, Query") == true, "\(seen)")
      let idle = try #require(CloudPlay(end: end).finding("check.permissionUnneeded"), "\(end)")
      #expect(idle.level == "note" && idle.text.contains("ShowPartitions, ListAliases"), "\(idle)")
      // What the table of privileges says is enough.
      let granted = PrivilegeTable.needs(of: .check).filter { $0.side == .source }
        .flatMap(\.privileges).filter { $0 != .listAliases }.map { $0.inMilvus23 ?? $0 }
      try await PythonTool.grant.run(
        [server.address, "reader", "reader-pass-1", "Global.ShowCollections"]
          + granted.map { $0.isGlobal ? "Global.\($0.rawValue)" : $0.rawValue })
      let enough = try await BuiltProgram().run(
        [
          "-k", "-o", "json", "-c",
          """
          connect source \(server.address) --user reader --token-env READER
          connect target \(try TestServer.target.address)
          check anything
          """,
        ], environment: ["READER": "reader-pass-1"])
      #expect(CloudPlay(end: enough).finding("check.permissionDenied") == nil, "\(enough)")
    }
  }

  @Test func `an API key on a cluster that wants user and password is told so`() async throws {
    try await PrivateServer.with("walled", "--auth", "walled") { server in
      try await CloudStage.with {
        $0.change("in01-far") { $0.address = server.address }
      } _: { stage in
        let refused = try await stage.run("connect target in01-far")
        #expect(refused.end.errors.contains("the API key of the login was shown"), "\(refused)")
        #expect(refused.end.errors.contains("VECFERRY_TARGET_TOKEN"), "\(refused)")
        let end = try await stage.program.run(
          ["-c", "connect target in01-far --user root --token-env ROOT"],
          environment: [
            "VECFERRY_CLOUD_URL": stage.cloud.address, "VECFERRY_TARGET_KEY": CloudStage.farKey,
            "ROOT": "Milvus",
          ])
        #expect(end.end == .exited(0), "\(end)")
      }
    }
  }
}
