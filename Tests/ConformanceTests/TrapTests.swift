internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// What servers do to rows of a careless program, and how the rows get through all the same.
@Suite(.timeLimit(.minutes(15)))
struct TrapTests {
  @Test func `empty array cells do not end the target`() async throws {
    let name = try await SeededCollections.shared.collection("arrays", on: .source)
    let pair = try await ServerPair(.source, .target)
    try await pair.succeed(name, as: "trap_arrays", options: .withoutAliases)
    #expect(try await TestServer.target.isHealthy())
    #expect(try await TestServer.target.count("trap_arrays") == 300)
  }

  @Test func `a write request names no field numbers, so its rows are found by their keys`()
    async throws
  {
    let server = TestServer.target
    try await PythonTool.seedOrders.run([try server.address, "order_one", "order_other"])
    let deleted = try await server.withClient { client in
      let keys = try await client.copyRows(from: "order_one", to: "order_other")
      return try await client.delete(keys, of: .named("order_other"), keyField: "id")
    }
    #expect(deleted == 40)
    #expect(try await server.count("order_other") == 0)
  }

  @Test func `of a key that occurs three times one row arrives, and the key is named`() async throws
  {
    let name = try await SeededCollections.shared.collection("duplicates", on: .source)
    let pair = try await ServerPair(.source, .target)
    let result = try await pair.succeed(name)
    #expect(result.rows == 100)
    #expect(result.duplicateKeys == 200)
    let named = try #require(result.duplicates)
    #expect(named.map(\.key) == (0..<20).map { .int64($0) })
    #expect(named.allSatisfy { $0.copies == 3 && $0.partition == "_default" })
    #expect(!result.sourceChanged)
    #expect(try await TestServer.target.count(name) == 100)
  }

  @Test func `a key that occurs in two partitions arrives in both`() async throws {
    let name = try await SeededCollections.shared.collection("scattered", on: .source)
    let pair = try await ServerPair(.source, .target)
    let result = try await pair.succeed(name, as: "trap_scattered", options: .withoutAliases)
    #expect(result.rows == 300)
    #expect(result.duplicateKeys == 0 && !result.sourceChanged)
    #expect(try await TestServer.target.count("trap_scattered") == 300)
  }

  @Test func `a partly loaded collection is a blocker that names the partition`() async throws {
    let name = try await SeededCollections.shared.collection("partly_loaded", on: .source)
    let report = try await ServerPair(.source, .target).check(name, as: "trap_partly")
    let blocker = try #require(report.blockers.first)
    #expect(report.blockers.count == 1)
    #expect(blocker.code == .partlyLoaded)
    #expect(blocker.text.contains("\"second\""))
    #expect(blocker.hint?.contains("--load-source") == true)
    #expect(report.plans.isEmpty)
  }

  @Test func `what the copy loaded on the source is released again`() async throws {
    let (source, name) = (TestServer.source, "trap_loading")
    try await SeededCollections.make("partly_loaded", name, on: source)
    let pair = try await ServerPair(source, .target)
    let result = try await pair.succeed(name, options: .loadingSource)
    #expect(result.rows == 300)
    #expect(try await source.loadState(of: name, partition: "first") == .loaded)
    #expect(try await source.loadState(of: name, partition: "second") == .notLoaded)
  }

  @Test(arguments: [TestServer.source, .lite])
  func `a collection that is not loaded is loaded for the copy only`(
    source: TestServer
  ) async throws {
    let name = "trap_released_\(source)"
    try await SeededCollections.make("scalars", name, on: source)
    try await source.withClient { try await $0.release(.named(name)) }
    try await ServerProbe(try TestServer.target.address).drop(name)
    let pair = try await ServerPair(source, .target)
    let blockers = try await pair.check(name).blockers
    #expect(blockers.map(\.code) == [.notLoaded])
    let result = try await pair.succeed(name, options: .loadingSource)
    #expect(result.rows == 300)
    #expect(try await source.loadState(of: name) == .notLoaded)
  }

  @Test func `a collection that is just being loaded is waited for`() async throws {
    let (source, name) = (TestServer.source, "trap_being_loaded")
    try await SeededCollections.make("scalars", name, on: source)
    try await ServerProbe(try TestServer.target.address).drop(name)
    try await source.withClient {
      try await $0.release(.named(name))
      try await $0.load(.named(name))
    }
    let check = try await ServerPair(source, .target).check(name)
    #expect(check.blockers.isEmpty, "\(check.blockers)")
  }

  @Test func `a row that Milvus counts and never returns is reported`() async throws {
    let name = try await SeededCollections.shared.collection("unreadable", on: .source)
    let pair = try await ServerPair(.source, .target)
    let result = try await pair.succeed(name)
    #expect(result.rows == 299)
    #expect(result.duplicateKeys == 1)
    #expect(result.duplicates == [])
  }
}

extension MigrationOptions {
  /// With the user's leave to load the source.
  static var loadingSource: MigrationOptions {
    var options = withoutAliases
    options.loadSource = true
    return options
  }
}

extension MilvusClient {
  /// Copies all rows by one request as the engine makes it, and returns their keys.
  fileprivate func copyRows(from source: String, to target: String) async throws -> [PrimaryKey] {
    let all = KeyRange(lower: nil, upper: nil)
    let schema = try await describe(.named(source)).schema
    let page = try await query(
      RowQuery(
        collection: .named(source), filter: all.filter(keyField: "id", keyType: .int64),
        outputFields: schema.fields.map(\.name), keyField: "id"))
    let request = try WriteRequest(
      page: page, collection: .named(target), partition: nil,
      columns: schema.fields.map { ColumnRule(field: $0) })
    _ = try await insert(request)
    return try page.keys()
  }
}
