internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// `verify` finds what differs, and nothing else.
@Suite(.timeLimit(.minutes(15)))
struct VerificationTests {
  private typealias Found = Set<String>

  @Test(arguments: [(TestServer.source, TestServer.target), (.lite, .lite2)])
  func `three rows changed by hand are named by key and kind`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("varchar", on: from)
    let pair = try await ServerPair(from, to)
    try await pair.succeed(name, as: "tampered_varchar", options: .withoutAliases)
    try await PythonTool.tamper.run([
      try to.address, "tampered_varchar", "\"key 000100\"", "\"key 000101\"", "\"by hand\"",
    ])
    let report = try await pair.verify(name, "tampered_varchar")
    #expect(!report.isEqual)
    #expect(
      found(report) == [
        "\"key 000100\" changed s,v", "\"key 000101\" missing ", "\"by hand\" extra ",
      ])
    #expect(report.differenceCount == 3)
    #expect(report.loadedTarget)
    #expect(try await to.loadState(of: "tampered_varchar") == .notLoaded)
  }

  @Test(arguments: [(TestServer.source, TestServer.lite2), (.lite, .target)])
  func `a row changed in a partition is named with its partition`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: from)
    let pair = try await ServerPair(from, to)
    try await pair.succeed(name, as: "tampered_partitions", options: .withoutAliases)
    try await PythonTool.tamper.run([
      try to.address, "tampered_partitions", "5", "9", "1001", "--partition", "first",
    ])
    let report = try await pair.verify(name, "tampered_partitions")
    #expect(found(report) == ["5 changed label,v", "9 missing ", "1001 extra "])
    #expect(report.differences.map(\.partition) == ["first", "first", "first"])
    #expect(try await to.loadState(of: "tampered_partitions") == .notLoaded)
  }

  @Test func `JSON is compared by its meaning where one end is Lite`() async throws {
    for (from, to) in [(TestServer.source, TestServer.lite2), (.lite, .target)] {
      let name = try await SeededCollections.shared.collection("dynamic", on: from)
      let pair = try await ServerPair(from, to)
      try await pair.succeed(name, as: "meant_dynamic", options: .withoutAliases)
      let report = try await pair.verify(name, "meant_dynamic")
      #expect(report.isEqual, "\(report.differences.prefix(3)) \(report.schemaDifferences)")
      #expect(report.sourceRows == 300)
    }
  }

  @Test func `a target that is loaded stays loaded`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let pair = try await ServerPair(.source, .target)
    try await pair.succeed(name, as: "kept_loaded", options: .withoutAliases)
    #expect(try await TestServer.target.count("kept_loaded") == 300)
    let report = try await pair.verify(name, "kept_loaded")
    #expect(report.isEqual && !report.loadedTarget)
    #expect(try await TestServer.target.loadState(of: "kept_loaded") == .loaded)
  }

  @Test(arguments: ["geometry", "timestamptz", "nullable", "sparse"])
  func `what only Lite holds here is compared by its content`(kind: String) async throws {
    let name = try await SeededCollections.shared.collection(kind, on: .lite)
    let pair = try await ServerPair(.lite, .lite2)
    try await pair.succeed(name, as: "compared_\(kind)", options: .withoutAliases)
    let report = try await pair.verify(name, "compared_\(kind)")
    #expect(report.isEqual, "\(report.differences.prefix(3)) \(report.schemaDifferences)")
    #expect(report.comparedRows == 300)
  }

  @Test func `a sample finds what differs in a range that it reads, and can be repeated`()
    async throws
  {
    let (name, copy) = ("sampled_source", "sampled_target")
    // Five partitions of 20,000 rows, two ranges each: of ten, a sample reads five at least.
    let source = try TestServer.source.address
    try await ServerProbe(source).drop(name)
    try await PythonTool.seedRanges.run([source, "100000", name])
    let pair = try await ServerPair(.source, .target)
    try await pair.succeed(name, as: copy, options: .withSameIndexes)
    let sample = VerifyOptions(mode: .sample, sample: RangeSample(seed: 402_117))
    let equal = try await pair.verify(name, copy, sample)
    #expect(equal.isEqual, "\(equal)")
    #expect(equal.sourceRows == 100_000 && equal.targetRows == 100_000)
    #expect(5..<equal.allRanges ~= equal.ranges)
    #expect(equal.comparedRows < equal.sourceRows)
    let key = try #require(equal.comparedRanges.first?.range.upper)
    try await ServerProbe(try TestServer.target.address).delete([key], of: copy)
    let differing = try await pair.verify(name, copy, sample)
    #expect(found(differing) == ["\(key) missing "])
    #expect(differing.partitions.count == 1 && differing.targetRows == 99_999)
    #expect(differing.comparedRanges.map(\.range) == equal.comparedRanges.map(\.range))
  }

  private func found(_ report: VerificationReport) -> Found {
    Set(
      report.differences.map {
        "\($0.key) \($0.kind) \($0.fields.sorted().joined(separator: ","))"
      })
  }
}

extension MigrationOptions {
  /// For tests whose target shares an alias with another test's.
  static var withoutAliases: MigrationOptions {
    var options = MigrationOptions()
    options.aliases = false
    return options
  }

  /// With indexes that are built as fast as the source's.
  static var withSameIndexes: MigrationOptions {
    var options = withoutAliases
    options.index = .same
    return options
  }

  /// With what the user decided about generated keys.
  static func autoID(_ policy: AutoIDPolicy) -> MigrationOptions {
    var options = withoutAliases
    options.autoID = policy
    return options
  }
}
