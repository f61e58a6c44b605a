internal import MigrationEngine
internal import TestSupport
internal import Testing

/// A collection of some kind on its way between two releases.
struct ReleasePair: Sendable, CustomTestStringConvertible {
  let kind: String
  let from: TestServer
  let to: TestServer

  var testDescription: String { "\(kind) from \(from) to \(to)" }

  /// What every server holds.
  private static let everywhere = ["scalars", "varchar", "deleted", "empty"]
  private static let milvus = everywhere + ["partition_key", "binary"]
  private static let lite = everywhere + ["arrays"]

  /// Every kind that both ends hold, for every pair that people have.
  static let all: [ReleasePair] =
    pairs(.m22, .target, milvus) + pairs(.m230, .target, milvus)
    + pairs(.m234, .target, milvus + ["arrays"])
    + pairs(.source, .m234, milvus + ["arrays"])
    + pairs(.source, .lite25, lite + ["binary", "hnsw"])
    + pairs(.lite24, .target, lite + ["binary", "auto_id"])
    + pairs(.lite25, .target, lite + ["binary", "auto_id", "partition_key"])
    + betweenLites

  /// Between releases of Milvus Lite: what no other real servers hold.
  static let betweenLites: [ReleasePair] =
    pairs(
      .lite24, .lite25,
      lite + [
        "binary", "auto_id", "float16", "bfloat16", "sparse", "several", "three", "clustering",
      ])
    + pairs(.lite24, .lite2, lite + ["auto_id", "sparse", "three"])
    + pairs(
      .lite25, .lite2, lite + ["auto_id", "sparse", "three", "analyzer", "partition_key"])
    + pairs(.lite, .lite25, lite + ["sparse", "three", "analyzer"])

  private static func pairs(
    _ from: TestServer, _ to: TestServer, _ kinds: [String]
  ) -> [ReleasePair] {
    kinds.map { ReleasePair(kind: $0, from: from, to: to) }
  }

  /// Seeds the collection, moves it, and lets raw calls compare both sides.
  func run() async throws {
    let name = "\(kind)_of_\(from)"
    try await seed(name)
    let pair = try await ServerPair(from, to)
    var options = MigrationOptions()
    if kind == "auto_id", !to.isLite { options.autoID = .keepKeys }
    let result = try await pair.succeed(name, options: options)
    #expect(!result.sourceChanged)
    #expect(result.targetRows == result.rows)
    let ignored = ignored.flatMap { ["--ignore", $0] }
    try await PythonTool.witnessWire.run([try from.address, try to.address, name] + ignored)
  }

  func seed(_ name: String, rows: Int = 300) async throws {
    let options = ["--rows", "\(rows)"] + (to.hasPartitions ? [] : ["--one-partition"])
    try await PythonTool.seedWire.run([try from.address, kind, name] + options)
  }

  /// What one of the ends does not keep.
  private var ignored: [String] {
    var ignored: [String] = []
    if !to.hasPartitions || !from.hasPartitions { ignored.append("aliases") }
    if from.isLiteThree || to.isLiteThree { ignored += ["sizes", "json"] }
    if kind == "auto_id" { ignored.append("auto-id") }
    return ignored
  }
}

extension TestServer {
  /// Whether it has partitions and aliases.
  fileprivate var hasPartitions: Bool { self != .lite24 && self != .lite25 }

  fileprivate var isLiteThree: Bool { self == .lite || self == .lite2 }

  /// The releases that only `scripts/test servers` starts.
  static let areAllThere = [m228, m22, m230, m234, lite24, lite25].allSatisfy(\.isThere)
}
