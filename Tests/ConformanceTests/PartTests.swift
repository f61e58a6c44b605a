internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Collections of which a part is moved.
@Suite(.timeLimit(.minutes(5)))
struct PartTests {
  @Test(arguments: [
    (TestServer.source, TestServer.target, "indexed"), (.source, .lite2, "indexed"),
    (.lite, .target, "indexed_lite"),
  ])
  func `a schema alone arrives without entities, and nothing else differs`(
    from: TestServer, to: TestServer, kind: String
  ) async throws {
    let name = try await SeededCollections.shared.collection(kind, on: from)
    let crossing = try await Crossing(from, to)
    var options = MigrationOptions.withoutAliases
    options.only = .schema
    let copy = "part_schema_of_\(from)"
    let result = try await crossing.succeed(name, as: copy, options: options)
    #expect(result.only == .schema && result.rows == 0)
    let diff = try await crossing.engine.diff(
      .named(name), on: crossing.source, against: .named(copy), on: crossing.target,
      options: DiffOptions(ignored: [.alias]))
    #expect(diff.isEqual, "\(diff.differences)")
    #expect(try await to.storedRows(of: copy) == 0)
  }
}

extension TestServer {
  /// Rows by the statistics, which need no load.
  fileprivate func storedRows(of name: String) async throws -> Int64 {
    try await withClient { client in
      try await client.statisticsRowCount(of: .named(name), partition: nil)
    }
  }
}
