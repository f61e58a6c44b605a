internal import MilvusClient

@testable internal import MigrationEngine

/// What servers say of a collection, for tests: the same on both sides unless a test changes it.
enum Portraits {
  static func portrait(
    _ version: ServerVersion = Sample.milvus264, name: ServerName = "docs",
    schema: CollectionSchema = Sample.schema(),
    change: (inout CollectionPortrait) -> Void = { _ in }
  ) -> CollectionPortrait {
    var portrait = CollectionPortrait(
      description: CollectionDescription(
        address: CollectionAddress(name: name), schema: schema,
        consistency: version.isLite ? nil : .bounded,
        properties: [KeyValue("mmap.enabled", "true")], partitionCount: 2),
      partitions: ["_default", "p"], indexes: [Sample.index], aliases: ["live"],
      version: version, profile: ClusterProfile(kind: version.isLite ? .lite : .milvus))
    change(&portrait)
    return portrait
  }

  /// What a comparison finds, each as its verdict, code, name and values.
  static func findings(
    _ source: CollectionPortrait, _ target: CollectionPortrait,
    ignoring ignored: Set<DiffOptions.Part> = []
  ) -> [String] {
    DefinitionComparison(source: source, target: target).findings(ignoring: ignored).map {
      let thing = [$0.name.text, $0.aspect].filter { !$0.isEmpty }.joined(separator: " ")
      return "\($0.verdict) \($0.code) \(thing): \($0.source ?? "-") / \($0.target ?? "-")"
    }
  }
}
