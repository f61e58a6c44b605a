internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Collections of databases other than the default one.
// Two tests make the same databases.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DatabaseTests {
  private static let databases: [ServerName] = ["roam_east", "roam_west"]

  @Test func `collections of several databases go each to its own, which is made`() async throws {
    let pair = try await ServerPair(.source, .target)
    let missing = try await prepare()
    let requests = Self.databases.map { database in
      MigrationRequest(
        sourceDatabase: database, targetDatabase: database,
        collections: [CollectionChoice(source: "roaming")])
    }
    let report = try await pair.engine.check(
      requests, from: pair.source, to: pair.target)
    #expect(report.findings.count { $0.code == .databaseCreated } == missing)
    let subjects = Set(report.subjects.map(\.description))
    #expect(subjects.isSuperset(of: ["roam_east.roaming", "roam_west.roaming"]))
    try await run(report, pair)
    for database in Self.databases {
      let address = CollectionAddress(database: database, name: "roaming")
      let compared = try await pair.engine.verify(
        address, on: pair.source, against: address, on: pair.target)
      #expect(compared.isEqual && compared.sourceRows > 0, "\(compared)")
    }
  }

  @Test func `the program moves what fits in every database`() async throws {
    _ = try await prepare()
    let end = try await BuiltProgram().run([
      "--source", try TestServer.source.address, "--target", try TestServer.target.address, "-c",
      "migrate --all-databases --match 'roamin?' --index same --yes",
    ])
    try #require(end.end == .exited(0), "\(end)")
    let pair = try await ServerPair(.source, .target)
    for database in Self.databases {
      let address = CollectionAddress(database: database, name: "roaming")
      let compared = try await pair.engine.verify(
        address, on: pair.source, against: address, on: pair.target)
      #expect(compared.isEqual && compared.sourceRows > 0, "\(compared)")
    }
  }

  @Test(arguments: ["team-a", "2024", "a.b", "_x1", "A1"])
  func `a database can be made exactly if the check says so`(name: String) async throws {
    let seeded = try await SeededCollections.shared.collection("empty", on: .source)
    for server in [TestServer.target, .lite] {
      let pair = try await ServerPair(.source, server)
      let report = try await pair.engine.check(
        MigrationRequest(
          targetDatabase: ServerName(name),
          collections: [CollectionChoice(source: ServerName(seeded))]),
        from: pair.source, to: pair.target)
      let isRefused = report.blockers.contains { $0.code == .databaseRefused }
      let isMade = try await isMade(ServerName(name), on: server)
      #expect(isMade == !isRefused, "\(report.blockers)")
    }
  }

  /// Whether a server makes a database, or has made it before.
  private func isMade(_ database: ServerName, on server: TestServer) async throws -> Bool {
    try await server.withClient { client in
      do throws(MilvusError) {
        try await client.createDatabase(database)
        return true
      } catch {
        if error.code == .alreadyExists { return true }
        guard [.invalidName, .invalidRequest].contains(error.code) else { throw error }
        return false
      }
    }
  }

  @Test func `a collection goes to a database of another name`() async throws {
    let pair = try await ServerPair(.source, .target)
    let name = try await SeededCollections.shared.collection("varchar", on: .source)
    let renamed = CollectionAddress(database: "roam_renamed", name: ServerName(name))
    try await TestServer.target.clear(renamed)
    let report = try await pair.engine.check(
      MigrationRequest(
        targetDatabase: renamed.database, collections: [CollectionChoice(source: ServerName(name))],
        options: .withoutAliases), from: pair.source, to: pair.target)
    try await run(report, pair)
    let compared = try await pair.engine.verify(
      .named(name), on: pair.source, against: renamed, on: pair.target)
    #expect(compared.isEqual && compared.sourceRows > 0, "\(compared)")
  }

  /// Makes the databases of the source, with a collection in each, and none of these on the target.
  ///
  /// - Returns: How many of the databases the target lacks.
  private func prepare() async throws -> Int {
    for database in Self.databases {
      let isThere = try await TestServer.source.withClient { client in
        if try await !client.databases().contains(database) {
          try await client.createDatabase(database)
        }
        return try await client.collections(database: database).contains("roaming")
      }
      if !isThere {
        let address = try TestServer.source.address
        try await PythonTool.seedTypes.run([
          address, "partitions", "roaming", "--database", database.text,
        ])
      }
      try await TestServer.target.clear(CollectionAddress(database: database, name: "roaming"))
    }
    let present = try await TestServer.target.withClient { try await $0.databases() }
    return Self.databases.count { !present.contains($0) }
  }

  private func run(_ report: CheckReport, _ pair: ServerPair) async throws {
    try #require(report.blockers.isEmpty, "\(report.blockers)")
    for id in try await pair.engine.start(report, from: pair.source, to: pair.target) {
      let job = try await pair.engine.outcome(of: id)
      #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    }
  }
}

extension TestServer {
  /// Removes what an earlier run of the tests left under an address.
  fileprivate func clear(_ address: CollectionAddress) async throws {
    try await withClient { client in
      guard try await client.databases().contains(address.database),
        try await client.collections(database: address.database).contains(address.name)
      else { return }
      try await client.drop(address)
    }
  }
}
