internal import MigrationEngine
internal import TestSupport
internal import Testing

/// Users of a target that asks who is calling: what they may do is known before anything is written.
@Suite(.timeLimit(.minutes(15)))
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
      let rights = try #require(missing.first { $0.text.contains("Insert") }, "\(end)")
      #expect(rights.subject == name)
      for right in ["Insert", "Upsert", "Flush", "GetFlushState", "CreateIndex", "Load", "Release"]
      {
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

  @Test
  func `a source gives to whom it grants what is listed, and what is optional may be missing`()
    async throws
  {
    try await PrivateServer.with("lender", "--auth", "lender") { server in
      try await PythonTool.seedTypes.run([
        server.address, "scalars", "lent", "--token", "root:Milvus",
      ])
      let target = TestServer.target
      var script = ["connect target \(try target.address)"]
      let missing: [Privilege?] = [nil, .getStatistics, .listAliases, .showPartitions]
      for lack in missing {
        let (user, copy) = ("without_\(lack?.rawValue ?? "none")", copy("lent", lack))
        try await ServerProbe(try target.address).drop(copy)
        try await grant(.source, without: lack, to: user, on: server)
        script += [
          "connect source \(server.address) --user \(user) --token-env PASS",
          "migrate lent --rename lent:\(copy) --index same --no-aliases --yes",
        ]
      }
      let end = try await run(script)
      try #require(end.end == .exited(0), "\(end)")
      for lack in missing {
        #expect(try await target.count(copy("lent", lack)) > 0)
        try await ServerProbe(try target.address).drop(copy("lent", lack))
      }
    }
  }

  @Test
  func `a target takes from whom it grants what is listed, and what is optional may be missing`()
    async throws
  {
    let name = try await SeededCollections.shared.collection("partitions", on: .source)
    try await PrivateServer.with("taker", "--auth", "taker") { server in
      var script = ["connect source \(try TestServer.source.address)"]
      for lack in [nil, .getStatistics, .delete] as [Privilege?] {
        let (user, copy) = ("without_\(lack?.rawValue ?? "none")", copy(name, lack))
        try await grant(.target, without: lack, to: user, on: server)
        script += [
          "connect target \(server.address) --user \(user) --token-env PASS",
          "migrate \(name) --rename \(name):\(copy) --index same --no-aliases --yes",
          "verify \(name) \(copy)", "load target:\(copy)",
        ]
      }
      let end = try await run(script)
      try #require(end.end == .exited(0), "\(end)")
    }
  }

  private func copy(_ name: String, _ lack: Privilege?) -> String {
    "\(name)_\(lack?.rawValue ?? "all")"
  }

  /// Makes a user who has what the table lists for a migration, but for one privilege.
  private func grant(
    _ side: Side, without lack: Privilege?, to user: String, on server: PrivateServer
  ) async throws {
    let needs = PrivilegeTable.needs(of: .migrate).filter {
      $0.side == side && $0.condition != "with --load-source"
    }
    let names = Set(needs.flatMap(\.privileges)).filter { $0 != lack }.map { privilege in
      (privilege.isGlobal ? "Global." : "") + (privilege.inMilvus23 ?? privilege).rawValue
    }
    try await PythonTool.grant.run([server.address, user, "some-pass-1"] + Set(names).sorted())
  }

  private func run(_ script: [String]) async throws -> ProgramEnd {
    try await BuiltProgram().run(
      ["-x", "-c", script.joined(separator: "\n")], environment: ["PASS": "some-pass-1"])
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
