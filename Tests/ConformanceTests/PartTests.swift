internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Collections of which a part is moved.
@Suite(.timeLimit(.minutes(15)))
struct PartTests {
  private static let ways = [
    (TestServer.source, TestServer.target), (.source, .lite2), (.lite, .target),
  ]

  @Test(arguments: [
    (TestServer.source, TestServer.target, "indexed"), (.source, .lite2, "indexed"),
    (.lite, .target, "indexed_lite"),
  ])
  func `a schema alone arrives without entities, and nothing else differs`(
    from: TestServer, to: TestServer, kind: String
  ) async throws {
    let name = try await SeededCollections.shared.collection(kind, on: from)
    let pair = try await ServerPair(from, to)
    var options = MigrationOptions.withoutAliases
    options.only = .schema
    let copy = "part_schema_of_\(from)"
    let result = try await pair.succeed(name, as: copy, options: options)
    #expect(result.only == .schema && result.rows == 0)
    let diff = try await pair.engine.diff(
      .named(name), on: pair.source, against: .named(copy), on: pair.target,
      options: DiffOptions(ignored: [.alias]))
    #expect(diff.isEqual, "\(diff.differences)")
    #expect(try await to.storedRows(of: copy) == 0)
  }

  @Test(arguments: Cases.few(2, of: ways))
  func `without indexes all entities arrive, and nothing else is missing`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("varchar", on: from)
    let pair = try await ServerPair(from, to)
    var options = MigrationOptions.withoutAliases
    options.index = .none
    let copy = "part_bare_of_\(from)"
    let result = try await pair.succeed(name, as: copy, options: options)
    #expect(result.rows > 0 && !result.needsAttention)
    try await to.withClient { client in
      #expect(try await client.indexes(of: .named(copy)).isEmpty)
      try await client.createIndex(
        IndexDefinition(field: "v", type: "FLAT", metric: "L2"), on: .named(copy))
    }
    try await pair.witness(name, copy, ignoring: ["aliases", "indexes"])
  }

  @Test(arguments: Cases.few(2, of: ways, from: 1))
  func `chosen partitions arrive alone, with the same content`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: from)
    let pair = try await ServerPair(from, to)
    let chosen: ServerName = "second"
    var options = MigrationOptions.withoutAliases
    options.partitions = [chosen]
    options.verification = .full
    let copy = "part_one_of_\(from)"
    let result = try await pair.succeed(name, as: copy, options: options)
    #expect(result.contentVerified && result.rows > 0 && result.targetRows == result.rows)
    #expect(Set(try await to.partitions(of: copy)) == ["_default", chosen])
    var chosenOnly = VerifyOptions()
    chosenOnly.partitions = [chosen]
    let report = try await pair.verify(name, copy, chosenOnly)
    #expect(report.isEqual && report.chosenPartitions == [chosen])
    #expect(report.sourceRows == result.rows && report.targetRows == result.rows)
    chosenOnly.partitions = ["nowhere"]
    let error = await #expect(throws: MigrationError.self) {
      try await pair.verify(name, copy, chosenOnly)
    }
    #expect(error?.code == .partitionNotFound)
  }

  @Test(arguments: Cases.few(2, of: ways, from: 2))
  func `entities that pass a filter arrive alone`(from: TestServer, to: TestServer) async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: from)
    let pair = try await ServerPair(from, to)
    let filter = "i8 >= 0 or b == true"
    var options = MigrationOptions.withoutAliases
    options.filter = filter
    options.verification = .full
    let copy = "filtered_from_\(from)"
    let result = try await pair.succeed(name, as: copy, options: options)
    let passing = try await from.withClient { try await $0.count(.named(name), filter: filter) }
    let all = try await from.withClient { try await $0.count(.named(name)) }
    #expect(result.rows == passing && passing > 0 && passing < all)
    var filtered = VerifyOptions()
    filtered.filter = filter
    let report = try await pair.verify(name, copy, filtered)
    #expect(report.isEqual && report.sourceRows == passing && report.filter == filter)
    #expect(try await pair.verify(name, copy).differenceCount == all - passing)
  }

  @Test(arguments: [TestServer.source, .lite])
  func `a filter that the source does not understand is a blocker with its words`(
    from: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: from)
    let pair = try await ServerPair(from, .target)
    // The last one would parse between parentheses, and let every entity pass.
    for filter in ["no_field_at_all ==== 1", "i8 >=", "i8 > 0) or (i8 <= 0"] {
      var options = MigrationOptions.withoutAliases
      options.filter = filter
      let report = try await pair.check(name, as: "filtered_in_vain", options: options)
      #expect(report.blockers.map(\.code) == [.filterRefused], "\(filter)")
      #expect(report.plans.isEmpty)
    }
  }

  @Test func `a partition that the source lacks is named, beside those that it has`() async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: .source)
    let pair = try await ServerPair(.source, .target)
    var options = MigrationOptions.withoutAliases
    options.partitions = ["nowhere"]
    let error = await #expect(throws: MigrationError.self) {
      try await pair.check(name, options: options)
    }
    #expect(error?.code == .partitionNotFound)
    #expect(error?.candidates.contains("_default") == true)
  }
}

extension TestServer {
  fileprivate func partitions(of name: String) async throws -> [ServerName] {
    try await withClient { client in try await client.partitions(of: .named(name)) }
  }

  /// Rows by the statistics, which need no load.
  fileprivate func storedRows(of name: String) async throws -> Int64 {
    try await withClient { client in
      try await client.statisticsRowCount(of: .named(name), partition: nil)
    }
  }
}
