internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationPlanning

struct IndexMappingTests {
  @Test(arguments: [Sample.milvus235, Sample.milvus264, Sample.lite])
  func `a vector index becomes AUTOINDEX with the source's metric`(target: ServerVersion) {
    let mapping = map([Sample.index], to: target)
    #expect(
      mapping.vector
        == [PlannedIndex(field: "embedding", name: "ix", type: "AUTOINDEX", metric: "L2")])
    #expect(mapping.remarks.isEmpty)
  }

  @Test func `the same index keeps its type and parameters`() {
    #expect(map([Sample.index], policy: .same).vector == [Sample.index])
  }

  @Test func `no index is asked for, and each is told`() {
    let mapping = map([Sample.index], policy: .none)
    #expect(mapping.vector.isEmpty && mapping.scalar.isEmpty)
    #expect(mapping.left.map(\.what) == ["index \"ix\" (HNSW) on \"embedding\""])
  }

  @Test func `Zilliz Cloud builds AUTOINDEX whatever is asked for`() {
    let mapping = map([Sample.index], kind: .serverless, policy: .same)
    #expect(mapping.vector.map(\.type) == ["AUTOINDEX"])
    #expect(mapping.remarks.map(\.kind) == [.typeReplaced])
  }

  @Test(arguments: [
    ("IVF_RABITQ", ServerVersion(2, 5, 9), "AUTOINDEX"),
    ("IVF_RABITQ", Sample.milvus264, "IVF_RABITQ"),
    ("DISKANN", Sample.lite, "AUTOINDEX"), ("HNSW", Sample.lite, "HNSW"),
    ("SCANN", Sample.milvus235, "SCANN"), ("FUTURE", Sample.milvus235, "AUTOINDEX"),
    ("FUTURE", Sample.milvus264, "FUTURE"),
  ])
  func `a type that the target lacks is replaced`(
    type: String, target: ServerVersion, planned: String
  ) {
    var index = Sample.index
    index.type = type
    let mapping = map([index], to: target, policy: .same)
    #expect(mapping.vector.map(\.type) == [planned])
    #expect(mapping.remarks.isEmpty == (planned == type))
  }

  @Test(arguments: [
    (DataType.floatVector, "COSINE"), (.float16Vector, "COSINE"), (.binaryVector, "HAMMING"),
    (.sparseFloatVector, "IP"), (.arrayOfVector, "MAX_SIM_COSINE"),
  ])
  func `a field without an index gets the usual metric, and is told`(type: DataType, metric: String)
  {
    let mapping = map([], of: Sample.schema([Sample.field("v", type)]))
    #expect(mapping.vector.map(\.metric) == [metric])
    #expect(mapping.vector.map(\.field) == ["v"])
    #expect(mapping.remarks.map(\.kind) == [.metricChosen])
  }

  @Test func `the weights of BM25 survive another type`() {
    let schema = Sample.schema([Sample.title, Sample.field("bm", .sparseFloatVector)]) {
      $0.functions = [Sample.function("f", .bm25, of: "title", to: "bm")]
    }
    let index = PlannedIndex(
      field: "bm", name: "ix", type: "SPARSE_WAND", metric: "BM25",
      parameters: [
        PlannedProperty(key: "bm25_k1", value: "1.2"),
        PlannedProperty(key: "drop_ratio_build", value: "0.2"),
      ])
    let mapping = map([index], of: schema)
    #expect(mapping.vector.first?.parameters == [PlannedProperty(key: "bm25_k1", value: "1.2")])
    #expect(map([], of: schema).vector.first?.metric == "BM25")
  }

  @Test func `Lite has one index for sparse vectors`() {
    let schema = Sample.schema([Sample.field("s", .sparseFloatVector)])
    #expect(map([], of: schema, to: Sample.lite).vector.map(\.type) == ["SPARSE_INVERTED_INDEX"])
  }

  @Test(
    arguments: [
      (DataType.int64, "STL_SORT", Sample.milvus235, "STL_SORT"),
      (.int64, "", Sample.milvus235, "STL_SORT"),
      (.int64, "INVERTED", Sample.milvus235, "STL_SORT"),
      (.double, "BITMAP", Sample.milvus235, "STL_SORT"),
      (.varchar, "INVERTED", Sample.milvus235, "Trie"),
      (.varchar, "marisa-trie", Sample.milvus235, "marisa-trie"),
      (.varchar, "marisa-trie", Sample.milvus264, "Trie"),
      (.varchar, "Trie", Sample.milvus264, "Trie"),
      (.bool, "INVERTED", Sample.milvus235, nil), (.array, "INVERTED", Sample.milvus235, nil),
      (.json, "INVERTED", Sample.milvus235, nil), (.bool, "BITMAP", Sample.milvus264, "BITMAP"),
      (.int64, "BITMAP", ServerVersion(2, 4, 9), "AUTOINDEX"),
      (.int64, "", Sample.milvus264, "AUTOINDEX"),
      (.json, "INVERTED", ServerVersion(2, 5, 10), nil),
      (.json, "INVERTED", Sample.milvus264, "INVERTED"),
      (.geometry, "RTREE", Sample.milvus264, "RTREE"), (.geometry, "RTREE", Sample.lite, nil),
      (.int64, "STL_SORT", Sample.lite, "INVERTED"), (.varchar, "Trie", Sample.lite, "INVERTED"),
      (.json, "INVERTED", Sample.lite, nil),
    ] as [(DataType, String, ServerVersion, String?)])
  func `a scalar index becomes what the target has for its field`(
    field: DataType, type: String, target: ServerVersion, planned: String?
  ) {
    let schema = Sample.schema([Sample.vector, Sample.field("f", field)])
    let index = PlannedIndex(field: "f", name: "s", type: type)
    let mapping = map([Sample.index, index], of: schema, to: target)
    #expect(mapping.scalar.map(\.type) == [planned].compactMap(\.self))
    #expect(mapping.left.count == (planned == nil ? 1 : 0))
  }

  @Test func `an index on a part of JSON keeps its path`() {
    let path = PlannedProperty(key: "json_path", value: "meta[\"a\"]")
    let schema = Sample.schema([Sample.vector, Sample.field("meta", .json)])
    let index = PlannedIndex(field: "meta", name: "j", type: "NGRAM", parameters: [path])
    #expect(
      map([index], of: schema, to: ServerVersion(2, 5, 12)).scalar.first?.parameters == [path])
  }

  @Test func `vectors inside structs are indexed by their full name`() {
    var structure = WireStructArrayFieldSchema()
    structure.name = "chunks"
    structure.fields = [Sample.field("v", .arrayOfVector)]
    let schema = Sample.schema([Sample.vector]) { $0.structArrayFields = [structure] }
    #expect(map([Sample.index], of: schema).vector.map(\.field) == ["embedding", "chunks[v]"])
  }

  @Test(arguments: [
    (Sample.milvus235, "SUPERSTRUCTURE"), (Sample.milvus235, "SUBSTRUCTURE"),
    (Sample.milvus264, "superstructure"), (Sample.milvus235, "TANIMOTO"),
  ])
  func `an index whose metric AUTOINDEX does not take keeps its type, which is noted`(
    target: ServerVersion, metric: String
  ) {
    let mapping = map([binary(metric)], of: Self.bits, to: target)
    #expect(mapping.vector == [binary(metric)])
    #expect(mapping.remarks.map(\.kind) == [.typeKept])
  }

  @Test(arguments: ["HAMMING", "JACCARD"])
  func `bits are indexed automatically by the usual metrics`(metric: String) {
    let mapping = map([binary(metric)], of: Self.bits, to: Sample.milvus235)
    #expect(mapping.vector.map(\.type) == ["AUTOINDEX"])
    #expect(mapping.remarks.isEmpty)
  }

  @Test func `where no type is sure to take the metric, that is said`() {
    let mapping = map([binary("SUPERSTRUCTURE")], of: Self.bits, kind: .dedicated)
    #expect(mapping.vector.map(\.type) == ["AUTOINDEX"])
    #expect(mapping.remarks.map(\.kind) == [.uncertain])
  }

  private static let bits = Sample.schema([
    Sample.field("b", .binaryVector, parameters: ["dim": "64"])
  ])

  private func binary(_ metric: String) -> PlannedIndex {
    PlannedIndex(field: "b", name: "b", type: "BIN_FLAT", metric: metric)
  }

  private func map(
    _ indexes: [PlannedIndex], of schema: CollectionSchema = Sample.schema(),
    to target: ServerVersion = Sample.milvus264, kind: ClusterKind = .milvus,
    policy: MigrationOptions.IndexPolicy = .auto
  ) -> IndexMapping {
    IndexMapping(
      indexes, of: schema, source: Sample.milvus264, target: target, targetKind: kind,
      policy: policy)
  }
}
