internal import TestSupport
internal import Testing

/// What must hold before anything is written to a cloud cluster: each thing once as it should be, and
/// once not.
@Suite(.timeLimit(.minutes(15)))
struct CloudPrerequisiteTests {
  private let pair = "connect source in05-here; connect target in01-far"

  private func check(
    _ change: (inout CloudEstate) throws -> Void = { _ in }
  ) async throws -> CloudPlay {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    var play: CloudPlay?
    try await CloudStage.with(change) { stage in
      play = try await stage.run("\(pair); check \(name) --rename \(name):cloud_check --no-aliases")
    }
    return try #require(play)
  }

  @Test func `a pair as it should be has no blocker, and what nobody can know is not called ok`()
    async throws
  {
    let play = try await check()
    let findings = try #require(play.checks.last, "\(play)")
    #expect(!findings.contains { $0.level == "blocker" }, "\(findings)")
    for (code, level, text) in [
      ("check.clusterRunning", "ok", "is RUNNING"), ("check.reach", "ok", "from here"),
      ("check.capacity", "ok", "42 % are in use now"), ("check.collections", "ok", "there and 1"),
      ("check.roleUnverified", "unknown", "Organization Owner or Project Admin"),
    ] {
      let seen = play.finding(code)
      #expect(seen?.level == level && seen?.text.contains(text) == true, "\(code): \(play)")
    }
  }

  @Test(arguments: ["SUSPENDED", "RESUMING", "A_WORD_OF_TOMORROW"])
  func `a cluster that does not run stops the migration, which says exactly that`(
    status: String
  ) async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    try await CloudStage.with {
      $0.change("in01-far") { $0.status = status }
    } _: { stage in
      let play = try await stage.run(
        "\(pair); migrate \(name) --rename \(name):cloud_check --no-aliases --yes --quiet")
      for part in [
        "the target in01-far is \(status), not RUNNING", "check.clusterNotRunning",
        "wait until it is RUNNING",
        "cannot start the migration: 1 blocker",
      ] {
        #expect(play.end.errors.contains(part), "\(part) in \(play)")
      }
      #expect(try await TestServer.target.inventory(prefix: "cloud_check").isEmpty)
    }
  }

  @Test func `a forecast beyond all of the capacity is a blocker`() async throws {
    let play = try await check {
      $0.change("in01-far") { $0.metrics["CU_CAPACITY"] = [99.5] }
    }
    let seen = try #require(play.finding("check.capacityExceeded"), "\(play)")
    #expect(seen.level == "blocker" && seen.text.contains("performance type"), "\(seen)")
    #expect(seen.text.contains("estimate"))
  }

  @Test func `what is not measured is said to be left out`() async throws {
    let play = try await check { $0.change("in01-far") { $0.metrics = [:] } }
    #expect(
      play.finding("check.capacity")?.text.contains("without what is there") == true, "\(play)")
  }

  @Test func `collections beyond the limit of a plan are a blocker`() async throws {
    // The target of the other tests has more than five.
    for number in 0..<5 {
      try await SeededCollections.make(
        "empty", "cloud_filler_\(number)", on: .target, options: ["--released"])
    }
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    try await CloudStage.with { stage in
      let play = try await stage.run(
        "connect source in03-here; connect target in03-far; check \(name)")
      let seen = try #require(play.finding("check.collectionLimit"), "\(play)")
      #expect(seen.level == "blocker" && seen.text.contains("a Free cluster takes 5"), "\(seen)")
    }
  }

  @Test func `a source that nobody answers for is not connected`() async throws {
    try await CloudStage.with {
      $0.change("in05-here") { $0.address = "http://127.0.0.1:9" }
    } _: { stage in
      let play = try await stage.run("connect source in05-here")
      #expect(play.end.errors.contains("source.unreachable"), "\(play)")
    }
  }

  @Test(arguments: [
    ("owner of home", "not its name"), ("owner-of-home", "its name is not the key"),
    ("stage-expired-11e0aa", "it has expired"),
    ("db_admin:password", "a user and a password, which only a cluster takes"),
  ])
  func `a credential that is no key is refused with what it may be`(
    secret: String, words: String
  ) async throws {
    try await CloudStage.with { stage in
      let play = try await stage.run("connect source in05-here", keys: (secret, CloudStage.farKey))
      #expect(play.end.output.isEmpty && play.end.errors.contains(#""code":"cloud.key"#), "\(play)")
      #expect(play.end.errors.contains(words), "\(words) in \(play)")
    }
  }

  @Test func `a key whose role sees no cluster does not connect`() async throws {
    try await CloudStage.with { stage in
      let play = try await stage.run(
        "connect source in05-here", keys: ("stage-billing-5520cd", CloudStage.farKey))
      #expect(play.end.errors.contains("cloud.permissionDenied"), "\(play)")
    }
  }

  @Test func `without the control plane the last status is not taken for the present one`()
    async throws
  {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    try await CloudStage.with { stage in
      let program = stage.program
      let end = try await program.run(
        [
          "-k", "-o", "json", "-c",
          "login source --key-env A; login target --key-env B; \(pair); logout; check \(name)",
        ],
        environment: [
          "VECFERRY_CLOUD_URL": stage.cloud.address, "A": CloudStage.key, "B": CloudStage.farKey,
        ])
      let seen = try #require(CloudPlay(end: end).finding("check.clusterStatusUnknown"), "\(end)")
      #expect(seen.level == "unknown" && seen.hint?.contains("after login") == true, "\(seen)")
    }
  }
}

extension CloudEstate {
  /// Changes the cluster of an id.
  mutating func change(_ id: String, _ body: (inout FakeCluster) -> Void) {
    for organization in organizations.indices {
      for project in organizations[organization].projects.indices {
        let clusters = organizations[organization].projects[project].clusters
        guard let place = clusters.firstIndex(where: { $0.id == id }) else { continue }
        body(&organizations[organization].projects[project].clusters[place])
      }
    }
  }
}
