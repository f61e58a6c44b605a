internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// A baseline proves of a copy on a real server what `verify` proves with both sides.
@Suite(.timeLimit(.minutes(15)))
struct BaselineTests {
  /// Takes a baseline of a collection, through the text of its file.
  private func baseline(
    of name: String, _ pair: ServerPair, rows: Int = 0
  ) async throws -> Baseline {
    var options = BaselineOptions()
    (options.rows, options.queries) = (rows, 20)
    let taken = try await pair.engine.baseline(
      of: .named(name), on: pair.source, .source, options: options)
    return try Baseline(text: try taken.text)
  }

  private func check(
    _ name: String, _ pair: ServerPair, against baseline: Baseline
  ) async throws -> BaselineReport {
    try await pair.engine.verify(
      .named(name), on: pair.target, .target, against: baseline)
  }

  private static let copies =
    ["varchar", "partitions", "dynamic", "partition_key", "scalars"].flatMap { kind in
      [(kind, (TestServer.source, TestServer.target)), (kind, (.source, .lite2))]
        + [(kind, (.lite, .target))]
    } + [("binary", (.source, .target))]

  @Test(arguments: Cases.few(4, of: copies))
  func `a copy on another server is as the baseline has it`(
    kind: String, ends: (TestServer, TestServer)
  ) async throws {
    let (from, to) = ends
    let name = try await SeededCollections.shared.collection(kind, on: from)
    let (pair, copy) = (try await ServerPair(from, to), "proven_\(kind)_of_\(from)")
    try await pair.succeed(name, as: copy, options: .withSameIndexes)
    let baseline = try await baseline(of: name, pair)
    #expect(baseline.entities == 300)
    let report = try await check(copy, pair, against: baseline)
    #expect(report.isEqual, "\(report)")
    #expect(report.wasLoaded)
    let overlap = try #require(report.overlap)
    #expect(report.answers.allSatisfy { $0.lost == 0 } && overlap > 0.9)
    #expect(try await to.loadState(of: copy) == .notLoaded)
  }

  @Test(arguments: [(TestServer.source, TestServer.target), (.lite, .lite2)])
  func `rows changed by hand are named where rows were kept, else their range`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("varchar", on: from)
    let (pair, copy) = (try await ServerPair(from, to), "disproven_varchar_of_\(from)")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.tamper.run([
      try to.address, copy, "\"key 000100\"", "\"key 000101\"", "\"by hand\"",
    ])
    let kept = try await check(
      copy, pair, against: try await baseline(of: name, pair, rows: 1000))
    #expect(
      Set(kept.differences.map { "\($0.key) \($0.kind)" }) == [
        "\"key 000100\" changed", "\"key 000101\" missing", "\"by hand\" extra",
      ])
    let ranges = try await check(copy, pair, against: try await baseline(of: name, pair))
    #expect(!ranges.isEqual && ranges.differences.isEmpty && ranges.differingCount > 0)
  }

  @Test func `many ranges with doubled keys are read as they are`() async throws {
    let name = try await SeededCollections.shared.collection("partition_key", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "proven_doubled")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    let baseline = try await baseline(of: name, pair)
    try await PythonTool.disturb.run([
      try TestServer.target.address, copy, "double", "10", "13", "16",
    ])
    let report = try await check(copy, pair, against: baseline)
    #expect(!report.isEqual && report.entities.now == 303 && report.differingCount == 0)
  }
}
