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
    ("SCANN", Sample.milvus235, "SCANN"), ("ANNOY", Sample.milvus264, "AUTOINDEX"),
    ("FUTURE", Sample.milvus235, "AUTOINDEX"),
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

  /// Milvus: "only metric type can be passed when use AutoIndex".
  @Test func `AUTOINDEX gets nothing but a metric`() {
    var index = Sample.index
    index.type = "AUTOINDEX"
    index.parameters = [("M", "18"), ("efConstruction", "240"), ("dim", "8")].map {
      PlannedProperty(key: $0, value: $1)
    }
    let mapping = map([index])
    #expect(mapping.vector.map(\.parameters) == [[]])
    #expect(mapping.left.isEmpty)
  }

  @Test(arguments: ["AUTOINDEX", "HNSW"])
  func `how a server keeps an index is told where it is not carried`(type: String) {
    var index = Sample.index
    index.type = type
    index.parameters = [PlannedProperty(key: "mmap.enabled", value: "true")]
    let mapping = map([index])
    #expect(mapping.left.map(\.what) == ["mmap.enabled of index \"ix\" (\(type)) on \"embedding\""])
  }

  @Test(arguments: [
    ("SPARSE_WAND", "1.5", ClusterKind.milvus, "SPARSE_WAND", ["1.5"]),
    ("AUTOINDEX", "1.5", .milvus, "SPARSE_INVERTED_INDEX", ["1.5"]),
    ("SPARSE_WAND", "1.2", .milvus, "AUTOINDEX", []),
    ("SPARSE_WAND", "1.5", .dedicated, "AUTOINDEX", ["1.5"]),
  ])
  func `the weights of BM25 survive`(
    type: String, weight: String, kind: ClusterKind, planned: String, weights: [String]
  ) {
    let schema = Sample.schema([Sample.title, Sample.field("bm", .sparseFloatVector)]) {
      $0.functions = [Sample.function("f", .bm25, of: "title", to: "bm")]
    }
    let index = PlannedIndex(
      field: "bm", name: "ix", type: type, metric: "BM25",
      parameters: [
        PlannedProperty(key: "bm25_k1", value: weight),
        PlannedProperty(key: "bm25_b", value: "0.75"),
        PlannedProperty(key: "inverted_index_algo", value: "DAAT_MAXSCORE"),
      ])
    let planned = (type: planned, weights: weights)
    let mapping = map([index], of: schema, to: Sample.milvus264, kind: kind)
    #expect(mapping.vector.map(\.type) == [planned.type])
    let carried = mapping.vector.flatMap(\.parameters).filter { $0.key == "bm25_k1" }
    #expect(carried.map(\.value) == planned.weights)
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
    (Sample.milvus264, "superstructure"),
  ])
  func `an index whose metric AUTOINDEX does not take keeps its type, which is noted`(
    target: ServerVersion, metric: String
  ) {
    let mapping = map([binary(metric)], of: Self.bits, to: target)
    #expect(mapping.vector == [binary(metric)])
    #expect(mapping.remarks.map(\.kind) == [.typeKept])
  }

  /// 2.3.5: "metric type not found or not supported, supported: [HAMMING JACCARD SUBSTRUCTURE
  /// SUPERSTRUCTURE]".
  @Test(arguments: ["TANIMOTO", "tanimoto"])
  func `a metric that is gone becomes one that orders alike, with a warning`(metric: String) {
    let mapping = map([binary(metric)], of: Self.bits, to: Sample.milvus235)
    #expect(mapping.vector.map(\.metric) == ["JACCARD"])
    #expect(mapping.vector.map(\.type) == ["AUTOINDEX"])
    #expect(mapping.remarks.map(\.kind) == [.uncertain])
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
