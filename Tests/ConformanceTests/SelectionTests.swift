internal import TestSupport
internal import Testing

/// What the program makes of names that need a backslash, of missing rights and of blockers.
@Suite(.timeLimit(.minutes(15)))
struct SelectionTests {
  @Test func `names with a dot or a colon can be typed in every command`() async throws {
    for name in ["docs.2024", "a:b"] {
      try await SeededCollections.make("scalars", name, on: .lite)
    }
    for name in ["docs_2024", "a_b"] { try await ServerProbe(TestServer.lite2.address).drop(name) }
    let end = try await BuiltProgram().run([
      "--source", try TestServer.lite.address, "--target", try TestServer.lite2.address, "-c",
      #"""
      list collections docs\.*
      count docs\.2024 'a\:b'
      describe collection a\:b
      migrate docs\.2024 a\:b --rename docs\.2024:docs_2024 --rename a\:b:a_b --yes
      verify docs\.2024 docs_2024
      verify a\:b a_b
      diff docs\.2024 docs_2024
      """#,
    ])
    #expect(end.end == .exited(0), "\(end)")
    let clash = try await BuiltProgram().run([
      "--source", try TestServer.lite.address, "-c", "count docs.2024",
    ])
    #expect(clash.errors.contains(#"did you mean docs\.2024?"#), "\(clash)")
  }

  @Test func `what nothing stands in the way of moves, and the rest is named`() async throws {
    let names = ["skipped_a", "skipped_b", "skipped_c"]
    for name in names {
      try await SeededCollections.make("scalars", name, on: .source)
      try await ServerProbe(TestServer.target.address).drop(name)
    }
    try await SeededCollections.make("scalars", "skipped_b", on: .target)
    let ends = [
      "--source", try TestServer.source.address, "--target", try TestServer.target.address, "-c",
    ]
    let command = "migrate --match 'skipped_?' --yes"
    let refused = try await BuiltProgram().run(ends + [command])
    #expect(refused.end == .exited(3) && refused.errors.contains("--exclude skipped_b"))
    let end = try await BuiltProgram().run(ends + ["\(command) --skip-blocked"])
    #expect(end.end == .exited(3) && end.output.contains("skipped_b  left out: "), "\(end)")
    let target = try ServerProbe(TestServer.target.address)
    for name in ["skipped_a", "skipped_c"] { #expect(try await target.count(name) > 0) }
  }

  @Test func `a collection that is named by its alias keeps its own name, and the alias`()
    async throws
  {
    let (name, alias) = ("aliased_docs", "aliased_live")
    let target = try ServerProbe(TestServer.target.address)
    for copy in [name, "aliased_copy"] { try await target.drop(copy) }
    try await PythonTool.seedOdd.run([try TestServer.source.address, name, "--alias", alias])
    let ends = [
      "--source", try TestServer.source.address, "--target", try TestServer.target.address, "-c",
    ]
    let end = try await BuiltProgram().run(ends + ["migrate \(alias) --yes && verify \(alias)"])
    #expect(end.end == .exited(0), "\(end)")
    #expect("\(end)".contains("\(name) (by its alias \(alias))"), "\(end)")
    #expect(try await target.aliases(of: name) == [alias])
    let command = "migrate \(alias) --rename \(alias):aliased_copy --no-aliases --yes"
    #expect(try await BuiltProgram().run(ends + [command]).end == .exited(0))
    #expect(try await target.count("aliased_copy") == 3)
  }

  @Test func `a user with few rights sees what may be seen`() async throws {
    try await PrivateServer.with("few", "--auth", "few") { server in
      try await PythonTool.seedTypes.run([
        server.address, "empty", "anything", "--token", "root:Milvus",
      ])
      try await PythonTool.grant.run([
        server.address, "clerk", "clerk-pass-1", "Global.ShowCollections",
        "Global.DescribeCollection", "Query",
      ])
      for (command, shown) in [
        ("list collections", ["? state: ", "1 collection in "]),
        ("describe collection anything", ["? state: ", "? partitions: ", "FIELD"]),
      ] {
        let end = try await BuiltProgram().run(
          ["-c", "connect source \(server.address) --user clerk --token-env CLERK; \(command)"],
          environment: ["CLERK": "clerk-pass-1"])
        #expect(end.end == .exited(3), "\(end)")
        for text in shown { #expect(end.output.contains(text), "\(text): \(end)") }
      }
    }
  }
}
