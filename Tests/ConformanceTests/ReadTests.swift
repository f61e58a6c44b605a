internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Reads end, and end right, however large keys and rows are and however often a key is there.
@Suite(.timeLimit(.minutes(15)))
struct ReadTests {
  /// A collection that no server gives at once.
  enum Extreme: String, CaseIterable {
    case longKeys = "long_keys"
    case wideRows = "wide_rows"
    case lateRows = "late_rows"

    var rows: Int64 {
      switch self {
      case .longKeys: 16_500
      case .wideRows: 110
      case .lateRows: 2790
      }
    }
  }

  @Test(arguments: Extreme.allCases)
  func `what is too large for one answer is copied and compared in parts`(
    extreme: Extreme
  ) async throws {
    let name = "read_\(extreme)"
    try await PythonTool.seedExtremes.run([
      try TestServer.source.address, extreme.rawValue, name,
    ])
    let pair = try await ServerPair(.source, .target)
    let estimate = try await pair.check(name).findings.first { $0.code == .estimate }
    #expect(estimate?.level == .ok)
    let result = try await pair.succeed(name, options: .withSameIndexes)
    #expect(result.rows == extreme.rows)
    for mode in [VerifyOptions.Mode.sample, .full] {
      let report = try await pair.verify(name, name, VerifyOptions(mode: mode))
      #expect(report.isEqual, "\(mode): \(report)")
      #expect(report.sourceRows == extreme.rows && report.targetRows == extreme.rows)
    }
    for server in [TestServer.source, .target] { try await ServerProbe(server.address).drop(name) }
  }

  /// Keys that are there several times in a segment that is not sealed.
  struct Doubled: Sendable, CustomTestStringConvertible {
    var copies: Int
    var hasTextKeys = false
    var hasPartition = false
    var shards = 1

    /// A name that no other has.
    var name: String {
      "read_growing_\(copies)_\(shards)_\(hasTextKeys)_\(hasPartition)"
    }

    /// The keys of all partitions.
    var keys: Int64 { hasPartition ? 1000 : 500 }

    var testDescription: String {
      "\(copies) copies of \(hasTextKeys ? "texts" : "numbers") on \(shards) shards"
        + (hasPartition ? " in two partitions" : "")
    }

    func seed(_ name: String, on server: TestServer) async throws {
      try await PythonTool.seedExtremes.run(
        [
          try server.address, "growing", name, "--copies", "\(copies)", "--shards", "\(shards)",
        ] + (hasTextKeys ? ["--text-keys"] : []) + (hasPartition ? ["--partition"] : []))
    }
  }

  private static let doubled = [
    Doubled(copies: 2), Doubled(copies: 3, hasTextKeys: true, hasPartition: true, shards: 2),
    Doubled(copies: 5, hasPartition: true, shards: 2), Doubled(copies: 4, hasTextKeys: true),
    Doubled(copies: 2, hasTextKeys: true, hasPartition: true), Doubled(copies: 5, shards: 2),
  ]

  @Test(arguments: Cases.few(2, of: doubled, from: 1))
  func `of a growing segment each key is copied, compared and left alone by a repair`(
    doubled: Doubled
  ) async throws {
    let name = doubled.name
    try await doubled.seed(name, on: .source)
    let pair = try await ServerPair(.source, .target)
    let result = try await pair.succeed(name, options: .withSameIndexes)
    #expect(result.rows == doubled.keys)
    #expect(result.duplicateKeys == Int64(doubled.copies - 1) * doubled.keys)
    var options = VerifyOptions()
    options.fields = ["v"]
    let report = try await pair.verify(name, name, options)
    #expect(report.differenceCount == 0, "\(report.differences.prefix(3))")
    #expect(report.sourceRows == doubled.keys && report.targetRows == doubled.keys)
    let repaired = try await pair.engine.repair(
      .named(name), on: pair.source, against: .named(name), on: pair.target,
      options: RepairOptions(deletesExtra: true))
    #expect(repaired.deleted == 0)
    #expect(!repaired.found.differences.contains { $0.kind != .changed }, "\(repaired.found)")
    #expect(try await TestServer.target.count(name) == doubled.keys)
  }

  @Test func `extra keys beside doubled ones of a growing target are found and deleted`()
    async throws
  {
    let name = "read_growing_target"
    try await Doubled(copies: 1).seed(name, on: .source)
    try await Doubled(copies: 3).seed(name, on: .target)
    let extra = (495..<500).map { PrimaryKey.int64($0) }
    try await ServerProbe(try TestServer.source.address).delete(extra, of: name)
    let pair = try await ServerPair(.source, .target)
    var options = VerifyOptions()
    options.fields = ["v"]
    let report = try await pair.verify(name, name, options)
    #expect(report.differences.map(\.key) == extra)
    #expect(report.differences.allSatisfy { $0.kind == .extra })
    let repaired = try await pair.engine.repair(
      .named(name), on: pair.source, against: .named(name), on: pair.target,
      options: RepairOptions(deletesExtra: true))
    #expect(repaired.deleted == 5)
    #expect(repaired.isEqual, "\(repaired.left)")
    #expect(try await TestServer.target.count(name) == 495)
  }

  @Test func `a key whose filter holds for every row ends a comparison with an error`() async throws
  {
    let name = "read_subtraction"
    for server in [TestServer.lite, .lite2] {
      try await PythonTool.seedExtremes.run([try server.address, "subtraction", name])
    }
    let pair = try await ServerPair(.lite, .lite2)
    for mode in [VerifyOptions.Mode.full, .sample] {
      let error = await #expect(throws: MigrationError.self) {
        try await pair.verify(name, name, VerifyOptions(mode: mode))
      }
      #expect(error?.code == .rowsMissing)
      #expect(error?.message.contains("does not return keys in order") == true)
    }
  }
}
