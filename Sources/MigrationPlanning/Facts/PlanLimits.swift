package import MilvusClient

/// What a cluster can hold and how fast it takes rows; nil where no limit is known.
///
/// Zilliz Cloud: https://docs.zilliz.com/docs/limits, as of the middle of 2026; collections and
/// partitions of lines before 2.5: https://docs.zilliz.com/docs/byoc/limits. Milvus: the defaults
/// of its configuration files, which an operator may have changed.
package struct PlanLimits: Sendable, Equatable {
  /// Collections of the whole cluster.
  package var collections: Int?
  /// Partitions of the whole cluster.
  package var partitions: Int?
  /// Partitions of one collection.
  var partitionsPerCollection: Int?
  /// Shards of one collection.
  package var shards: Int?
  /// Vector fields of one collection.
  var vectorFields: Int?
  /// Fields of one collection.
  var fields: Int? = 64
  /// Dimension of a vector.
  var dimension: Int? = 32_768
  /// Bytes stored.
  var storage: Int64?
  /// Databases.
  var databases: Int?
  /// Bytes per second of insertions.
  var writeRate: Double?
  /// Whose limits these are ("a Dedicated cluster with 2 CU").
  package var owner: String

  /// The limits of a cluster.
  package static func of(_ profile: ClusterProfile, _ version: ServerVersion) -> PlanLimits {
    switch profile.kind {
    case .free: free
    case .serverless: serverless
    case .dedicated: dedicated(profile.computeUnits, version)
    case .onDemand, .zilliz: PlanLimits(vectorFields: 10, owner: "Zilliz Cloud")
    case .milvus: milvus(version)
    case .lite: lite(version)
    }
  }

  private static let free = PlanLimits(
    collections: 5, shards: 2, vectorFields: 4, storage: 5_000_000_000, databases: 1,
    writeRate: 2e6, owner: "a Free cluster")

  private static let serverless = PlanLimits(
    collections: 100, shards: 2, vectorFields: 4, databases: 1, writeRate: 10e6,
    owner: "a Serverless cluster")

  private static func dedicated(_ units: Int?, _ version: ServerVersion) -> PlanLimits {
    guard let units, units > 0 else {
      return PlanLimits(
        collections: 16_384, partitions: 65_536, partitionsPerCollection: 1_024, shards: 16,
        vectorFields: 10, databases: 1_024, owner: "a Dedicated cluster of unknown size")
    }
    let isOldLine = !version.supports(.nullable)
    // 256 CU are at the ceiling of every limit.
    let counted = min(units, 256)
    return PlanLimits(
      collections: min((isOldLine ? 256 : 1_024) * counted, 16_384),
      partitions: min((isOldLine ? 1_024 : 4_096) * counted, 65_536),
      partitionsPerCollection: 1_024, shards: shards(units), vectorFields: 10, databases: 1_024,
      writeRate: min(16e6 + 1e6 * Double(units), 256e6),
      owner: "a Dedicated cluster with \(units) CU")
  }

  private static func shards(_ units: Int) -> Int {
    switch units {
    case ..<4: 2
    case ..<12: 4
    case ...64: 8
    default: 16
    }
  }

  private static func lite(_ version: ServerVersion) -> PlanLimits {
    let acceptance = Acceptance(version: version)
    return PlanLimits(
      partitionsPerCollection: version.supports(.partitions) ? nil : 1, shards: 1,
      fields: acceptance.fields, dimension: acceptance.largestDimension,
      databases: version.supports(.databases) ? nil : 1,
      owner: version.supports(.partitions) ? "Milvus Lite" : "Milvus \(version)")
  }

  private static func milvus(_ version: ServerVersion) -> PlanLimits {
    let acceptance = Acceptance(version: version)
    return PlanLimits(
      partitionsPerCollection: acceptance.partitions, shards: 16,
      vectorFields: acceptance.vectorFields, owner: "Milvus \(version)")
  }
}
