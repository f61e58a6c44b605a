internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// One real server to copy from, another to copy to, and an engine with a journal of its own.
struct ServerPair {
  let from: TestServer
  let to: TestServer
  let source: Cluster
  let target: Cluster
  let engine: Engine
  let stateFolder: String
  private let scratch: Scratch

  init(_ from: TestServer, _ to: TestServer) async throws {
    self.from = from
    self.to = to
    source = try await Cluster(from)
    target = try await Cluster(to)
    scratch = try Scratch()
    stateFolder = scratch.path(of: "state")
    engine = Engine(stateFolder: stateFolder)
  }

  /// Looks at one collection, which is to keep its name or get another.
  func check(
    _ name: String, as targetName: String? = nil, options: MigrationOptions = MigrationOptions()
  ) async throws -> CheckReport {
    let request = MigrationRequest(
      collections: [
        CollectionChoice(source: ServerName(name), target: targetName.map(ServerName.init(_:)))
      ], options: options)
    return try await engine.check(request, from: source, to: target)
  }

  /// Moves one collection and returns how its job ended; a blocker fails the test.
  ///
  /// What an earlier run of the tests left under the name is removed before.
  func migrate(
    _ name: String, as targetName: String? = nil, options: MigrationOptions = MigrationOptions()
  ) async throws -> JobStatus {
    try await to.taking { try await move(name, as: targetName, options: options) }
  }

  private func move(
    _ name: String, as targetName: String?, options: MigrationOptions
  ) async throws -> JobStatus {
    try await ServerProbe(try to.address).drop(targetName ?? name)
    let report = try await check(name, as: targetName, options: options)
    try #require(report.blockers.isEmpty, "\(report.blockers)")
    let ids = try await engine.start(report, from: source, to: target)
    return try await engine.outcome(of: try #require(ids.first))
  }

  /// Moves one collection, which has to succeed.
  @discardableResult
  func succeed(
    _ name: String, as targetName: String? = nil, options: MigrationOptions = MigrationOptions()
  ) async throws -> JobResult {
    let job = try await migrate(name, as: targetName, options: options)
    try #require(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    return try #require(job.result)
  }

  /// Compares the content of both sides.
  func verify(
    _ name: String, _ targetName: String? = nil, _ options: VerifyOptions = VerifyOptions()
  ) async throws -> VerificationReport {
    try await engine.verify(
      .named(name), on: source, against: .named(targetName ?? name), on: target, options: options)
  }

  /// Asks both sides the same searches.
  func compareSearches(
    _ name: String, _ targetName: String, _ queries: SearchOptions.Queries = .sample(100, seed: 1),
    _ edit: (inout SearchOptions) -> Void = { _ in }
  ) async throws -> SearchReport {
    var options = SearchOptions(queries: queries)
    edit(&options)
    return try await engine.compareSearches(
      .named(name), on: source, with: .named(targetName), on: target, options: options)
  }

  /// Lets pymilvus compare both sides; a difference throws, and is in the error.
  ///
  /// Rows with the keys `without`, as JSON has them, must not be on the target.
  func witness(
    _ name: String, _ targetName: String? = nil, ignoring: [String] = [], without: [String] = []
  ) async throws {
    let exceptions =
      ignoring.flatMap { ["--ignore", $0] } + without.flatMap { ["--without", $0] }
    try await PythonTool.witness.run(
      [try from.address, try to.address, name, "--target-name", targetName ?? name] + exceptions)
  }
}

extension Cluster {
  /// A cluster as the Shell would have connected to it.
  init(_ server: TestServer) async throws {
    try await self.init(access: MilvusAccess(endpoint: try server.endpoint))
  }

  /// A cluster at an address.
  init(access: MilvusAccess) async throws {
    let identity = try await withMilvusClient(access) { try await $0.identify() }
    self.init(
      label: access.endpoint.description, access: access, identity: identity,
      profile: ClusterProfile.infer(endpoint: access.endpoint, identity: identity))
  }
}

extension CollectionAddress {
  /// A collection of the default database.
  static func named(_ name: String) -> CollectionAddress {
    CollectionAddress(database: CollectionAddress.defaultDatabase, name: ServerName(name))
  }
}

extension TestServer {
  private static let turns: [TestServer: ConcurrencyLimit] = [
    .lite: ConcurrencyLimit(width: 1), .lite2: ConcurrencyLimit(width: 1),
  ]

  /// Runs the body, on a Lite server one at a time: of two aliases made at once it loses one.
  func taking<R>(_ body: () async throws -> R) async throws -> R {
    guard let turns = Self.turns[self] else { return try await body() }
    return try await turns.pass(body)
  }

  /// Opens a connection for the time of the body, with more patience than a user: it may be busy with
  /// other tests.
  func withClient<R>(_ body: (MilvusClient) async throws -> R) async throws -> R {
    try await withMilvusClient(
      MilvusAccess(endpoint: try endpoint, timeout: .seconds(60)), body)
  }

  /// The load state of a collection, or of one of its partitions.
  func loadState(of name: String, partition: ServerName? = nil) async throws -> LoadState {
    try await withClient { try await $0.settledLoadState(of: .named(name), partition: partition) }
  }

  /// Loads a collection and counts its live rows.
  func count(_ name: String) async throws -> Int64 {
    try await withClient {
      try await $0.loadAndWait(.named(name), pollEvery: .milliseconds(100))
      return try await $0.count(.named(name))
    }
  }

  /// Whether the server is there and feels well.
  func isHealthy() async throws -> Bool {
    try await withClient { try await $0.health().isHealthy }
  }

  /// Everything but rows that a check could change by mistake: collections with their schemas,
  /// properties, aliases, indexes and load states.
  func inventory(prefix: String = "") async throws -> Set<String> {
    try await withClient { client in
      var found: Set<String> = []
      for name in try await client.collections(database: CollectionAddress.defaultDatabase)
      where name.text.hasPrefix(prefix) {
        let address = CollectionAddress.named(name.text)
        let aliases = try await client.aliases(of: address).sorted()
        let state = try await client.settledLoadState(of: address)
        let indexes = try await client.indexes(of: address).map(\.definition)
        let description = try await client.describe(address)
        found.insert("\(name) \(aliases) \(state) \(indexes) \(description)")
      }
      return found
    }
  }
}
