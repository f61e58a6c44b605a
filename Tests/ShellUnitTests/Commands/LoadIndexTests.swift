internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// `load`, and the vector indexes of what it loads.
@Suite(.timeLimit(.minutes(5))) struct LoadIndexTests {
  /// A session whose target is a fake with two collections.
  private func withSession(
    patience: Duration? = nil, _ body: (RecordedSession, FakeMilvus) async throws -> Void
  ) async throws {
    let fake = FakeMilvus("2.3.5")
    for name in ["docs", "images"] { try SampleCollection(name).make(on: fake) }
    let recorded = RecordedSession(indexPatience: patience, tree: .standard)
    try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        defer { group.cancelAll() }
        _ = try await recorded.run("connect target \(access.endpoint)")
        fake.forgetCalls()
        try await body(recorded, fake)
      }
    }
  }

  /// What was printed, without regard to where lines end.
  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(arguments: [IndexDescription.State.inProgress, .unissued, .retry, .finished])
  func `load waits until no entity is pending, whatever the state was`(
    state: IndexDescription.State
  ) async throws {
    try await withSession { recorded, fake in
      fake.build("docs", state, pending: 1000, of: 1000)
      let gates = [fake.hold("DescribeIndex"), fake.hold("DescribeIndex")]
      let command = Task { try await recorded.run("load docs --index").status }
      gates[0].open()
      // It asks again, so it waits.
      await gates[1].arrival()
      fake.build("docs", .finished, of: 1000)
      gates[1].open()
      let ended = try await command.value
      #expect(ended == .done, "\(recorded.outputs.messages)")
      let results = recorded.outputs.results
      #expect(results.contains("target:docs  Loaded and indexed, "), "\(results)")
      let messages = recorded.outputs.messages
      #expect(messages.contains("target:docs Building the index 0 %, 0 of 1,000"), "\(messages)")
    }
  }

  @Test func `an index that is not built is told, and how to wait for it`() async throws {
    try await withSession { recorded, fake in
      fake.build("docs", .inProgress, pending: 1_001_933, of: 1_001_933)
      fake.build("images", .inProgress, of: 10)
      let ended = try await recorded.run("load docs images").status
      #expect(ended == .done)
      let results = recorded.outputs.results
      #expect(results.contains("; 1,001,933 entities are still to be indexed\n"), "\(results)")
      #expect(results.contains("; the index is still being built\n"), "\(results)")
      #expect(
        words(results).hasSuffix("hint: load target:docs target:images --index waits for that"))
      let quiet = try await recorded.run("load docs -q").status
      #expect(quiet == .done)
      #expect(!recorded.outputs.results.dropFirst(results.count).contains("hint"))
    }
  }

  @Test(
    arguments: [
      (.inProgress, 7, #""pendingEntities":7,"indexBuilt":false"#),
      (.finished, 0, #""pendingEntities":0,"indexBuilt":true"#),
      (.none, 0, #""pendingEntities":null,"indexBuilt":null"#),
    ] as [(IndexDescription.State, Int64, String)])
  func `a program is told what is pending, and null where the server tells nothing`(
    state: IndexDescription.State, pending: Int64, fields: String
  ) async throws {
    try await withSession { recorded, fake in
      fake.build("docs", state, pending: pending, of: pending)
      let ended = try await recorded.run("load docs -o json").status
      #expect(ended == .done)
      #expect(recorded.outputs.results.contains(fields), "\(recorded.outputs.results)")
    }
  }

  @Test func `an index of which nothing moves is a difference`() async throws {
    try await withSession(patience: .milliseconds(100)) { recorded, fake in
      fake.build("docs", .finished, pending: 1, of: 1000)
      let ended = try await recorded.run("load docs images --index").status
      #expect(ended == .differs)
      let results = words(recorded.outputs.results)
      #expect(results.contains("s; 1 entity is still to be indexed target:images"), "\(results)")
      #expect(results.contains("hint: nothing moved for 0 s; list indexes target:docs shows"))
    }
  }

  @Test(arguments: [
    ("load docs --index", Shell.ExitStatus.failed), ("load --all --index", .differs),
  ])
  func `a build that failed is told in the server's words`(
    line: String, status: Shell.ExitStatus
  ) async throws {
    try await withSession { recorded, fake in
      fake.build("docs", .failed, pending: 10, of: 10, reason: "447: no space left;")
      let ended = try await recorded.run(line).status
      #expect(ended == status)
      let messages = words(recorded.outputs.messages)
      #expect(
        messages.contains(
          "\"docs\" is loaded, but its index \"v\" could not be built: 447: no space"),
        "\(messages)")
      #expect(messages.contains("hint: list indexes target:docs shows"), "\(messages)")
      let isAll = line.contains("--all")
      #expect(recorded.outputs.results.contains("images  Loaded and indexed") == isAll)
    }
  }

  @Test func `a build that failed is told, and nobody is to wait for it`() async throws {
    try await withSession { recorded, fake in
      fake.build("docs", .failed, pending: 10, of: 10, reason: "447: no space left;")
      let ended = try await recorded.run("load docs images").status
      #expect(ended == .done)
      let results = words(recorded.outputs.results)
      #expect(results.contains("; its index \"v\" could not be built: 447: no space"), "\(results)")
      #expect(!results.contains("hint:") && !results.contains("to be indexed"), "\(results)")
    }
  }

  @Test(arguments: [
    (IndexDescription.State.none, "target:docs Loaded, ", true),
    (.finished, "target:docs Loaded and indexed, ", false),
  ])
  func `a server that builds at once, as Lite, or tells nothing is not waited for`(
    state: IndexDescription.State, start: String, isSilent: Bool
  ) async throws {
    try await withSession { recorded, fake in
      fake.build("docs", state)
      let ended = try await recorded.run("load docs --index").status
      #expect(ended == .done)
      let results = words(recorded.outputs.results)
      #expect(results.contains(start), "\(results)")
      #expect(results.contains("; the server tells nothing of its index") == isSilent)
      #expect(fake.calls.count { $0.method == "DescribeIndex" } == 1)
    }
  }

  @Test(arguments: [("load docs", Shell.ExitStatus.done), ("load docs --index", .refused)])
  func `who may not look at indexes can load, and not wait for them`(
    line: String, status: Shell.ExitStatus
  ) async throws {
    try await withSession { recorded, fake in
      fake.arm(FaultPlan(.permissionDenied, atCall: 1, of: ["DescribeIndex"]))
      let ended = try await recorded.run(line).status
      #expect(ended == status, "\(recorded.outputs.messages)")
      #expect(fake.disarm())
    }
  }

  @Test func `who stops waiting for the index is told that it goes on`() async throws {
    try await withSession { recorded, fake in
      fake.build("docs", .inProgress, pending: 10, of: 10)
      let gate = fake.hold("DescribeIndex")
      let command = Task { try await recorded.run("load docs --index").status }
      await gate.arrival()
      command.cancel()
      let ended = try await command.value
      #expect(ended == .interrupted)
      gate.open()
      #expect(
        words(recorded.outputs.messages).contains(
          "the target goes on building its index; load target:docs --index waits for it again"),
        "\(recorded.outputs.messages)")
    }
  }

  @Test func `what is not waited for has no index that is waited for`() async throws {
    let recorded = RecordedSession(tree: .standard)
    let ended = try await recorded.run("load docs --index --no-wait").status
    #expect(ended == .usage)
    #expect(recorded.outputs.messages.contains("leave out --no-wait"))
  }
}
