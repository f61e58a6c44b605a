internal import MilvusClient

@testable internal import MigrationEngine

/// What servers say of a collection, for tests: the same on both sides unless a test changes it.
enum Snapshots {
  static func snapshot(
    _ version: ServerVersion = Sample.milvus264, name: ServerName = "docs",
    schema: CollectionSchema = Sample.schema(),
    change: (inout CollectionSnapshot) -> Void = { _ in }
  ) -> CollectionSnapshot {
    var snapshot = CollectionSnapshot(
      description: CollectionDescription(
        address: CollectionAddress(name: name), schema: schema,
        consistency: version.isLite ? nil : .bounded,
        properties: [KeyValue("mmap.enabled", "true")], partitionCount: 2),
      partitions: ["_default", "p"], indexes: [Sample.index], aliases: ["live"],
      version: version, profile: ClusterProfile(kind: version.isLite ? .lite : .milvus))
    change(&snapshot)
    return snapshot
  }

  /// What a comparison finds, each as its verdict, code, name and values.
  static func findings(
    _ source: CollectionSnapshot, _ target: CollectionSnapshot,
    ignoring ignored: Set<DiffOptions.Part> = []
  ) -> [String] {
    DefinitionComparison(source: source, target: target).findings(ignoring: ignored).map {
      let thing = [$0.name.text, $0.aspect].filter { !$0.isEmpty }.joined(separator: " ")
      return "\($0.verdict) \($0.code) \(thing): \($0.source ?? "-") / \($0.target ?? "-")"
    }
  }
}
