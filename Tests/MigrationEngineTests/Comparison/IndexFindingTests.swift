internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

struct IndexFindingTests {
  private static func findings(
    _ source: [PlannedIndex], _ target: [PlannedIndex],
    to version: ServerVersion = Sample.milvus264
  ) -> [String] {
    Snapshots.findings(
      Snapshots.snapshot { $0.indexes = source },
      Snapshots.snapshot(version) { $0.indexes = target }, ignoring: [.alias, .properties]
    ).filter { $0.contains(" index") }
  }

  private static func index(_ change: (inout PlannedIndex) -> Void) -> PlannedIndex {
    var index = Sample.index
    change(&index)
    return index
  }

  private static let automatic = index { ($0.type, $0.parameters) = ("AUTOINDEX", []) }
  private static let byTitle = PlannedIndex(field: "title", name: "t", type: "INVERTED")

  @Test func `AUTOINDEX with the same metric is as migrated, with another it is not`() {
    #expect(
      Self.findings([Sample.index], [Self.automatic]) == [
        "asMigrated indexType ix type: HNSW / AUTOINDEX"
      ])
    let other = Self.index { ($0.type, $0.metric, $0.parameters) = ("AUTOINDEX", "IP", []) }
    #expect(
      Self.findings([Sample.index], [other]) == [
        "asMigrated indexType ix type: HNSW / AUTOINDEX",
        "different indexMetric ix metric: L2 / IP",
      ])
  }

  @Test func `another type than the source's or the planned one differs`() {
    let flat = Self.index { ($0.type, $0.parameters) = ("FLAT", []) }
    #expect(
      Self.findings([Sample.index], [flat]) == ["different indexType ix type: HNSW / FLAT"])
    // The source's choice was the server's, the target's is somebody's.
    #expect(
      Self.findings([Self.automatic], [Sample.index]) == [
        "different indexType ix type: AUTOINDEX / HNSW"
      ])
  }

  @Test func `parameters are compared where the types are the same and not chosen by a server`() {
    let other = Self.index {
      $0.parameters = [
        PlannedProperty(key: "M", value: "8"), PlannedProperty(key: "search_params", value: "{}"),
      ]
    }
    #expect(
      Self.findings([Sample.index], [other]) == [
        "different indexParameter ix parameter M: 16 / 8"
      ])
    var chosen = Self.automatic
    chosen.parameters = [PlannedProperty(key: "M", value: "18")]
    #expect(Self.findings([Self.automatic], [chosen]) == [])
    chosen.parameters = [PlannedProperty(key: "mmap.enabled", value: "true")]
    #expect(
      Self.findings([Self.automatic], [chosen]) == [
        "different indexParameter ix parameter mmap.enabled: - / true"
      ])
  }

  @Test func `an index of another name on the same field is the same index`() {
    let renamed = Self.index { $0.name = "other" }
    #expect(
      Self.findings([Sample.index], [renamed]) == ["different indexName ix name: ix / other"])
  }

  @Test func `indexes on one side are named`() {
    #expect(
      Self.findings([Sample.index, Self.byTitle], [Sample.index]) == [
        "different indexMissing t: INVERTED / -"
      ])
    #expect(
      Self.findings([Sample.index], [Sample.index, Self.byTitle]) == [
        "different indexExtra t: - / INVERTED"
      ])
  }

  @Test func `the index that an unindexed vector gets is as migrated`() {
    let made = PlannedIndex(field: "embedding", name: "e", type: "AUTOINDEX", metric: "COSINE")
    #expect(Self.findings([], [made]) == ["asMigrated indexExtra e: - / AUTOINDEX COSINE"])
    #expect(Self.findings([], [Sample.index]) == ["different indexExtra ix: - / HNSW L2"])
  }

  @Test func `what the target's version makes of a scalar index is as migrated`() {
    let trie = PlannedIndex(field: "title", name: "t", type: "Trie")
    #expect(
      Self.findings([Self.byTitle], [trie], to: Sample.milvus235).last
        == "asMigrated indexType t type: INVERTED / Trie")
    let rated = Sample.field("rated", .json)
    let index = PlannedIndex(field: "rated", name: "r", type: "INVERTED")
    let found = Snapshots.findings(
      Snapshots.snapshot(schema: Sample.schema([Sample.vector, rated])) { $0.indexes = [index] },
      Snapshots.snapshot(Sample.milvus235, schema: Sample.schema([Sample.vector, rated])) {
        $0.indexes = []
      })
    #expect(found.contains("asMigrated indexMissing r: INVERTED / -"))
  }
}
