internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine

/// How rows are written over those of a collection that exists already.
struct RowWritingTests {
  private func writing(
    _ source: CollectionSchema, _ target: CollectionSchema, on version: ServerVersion,
    properties: [KeyValue] = []
  ) throws -> RowWriting {
    try RowWriting(
      from: source,
      to: CollectionDescription(
        address: CollectionAddress(name: "docs"), schema: target, properties: properties),
      on: version)
  }

  private func obstacles(
    _ source: [WireFieldSchema], _ target: [WireFieldSchema],
    change: (inout WireCollectionSchema) -> Void = { _ in }
  ) -> [String] {
    RowFit(source: Sample.schema(source), target: Sample.schema(target, change: change)).obstacles
  }

  @Test func `given keys are written by Upsert`() throws {
    let writing = try writing(Sample.schema(), Sample.schema(), on: Sample.milvus235)
    #expect(writing.replay == .upsert)
    #expect(writing.property == nil)
    #expect(writing.columns.map(\.name) == ["id", "embedding", "title"])
    #expect(writing.columns.map(\.isPrimaryKey) == [true, false, false])
  }

  @Test func `a target that goes on generating is told to take keys, and put back`() throws {
    let target = Sample.generating()
    let writing = try writing(target, target, on: Sample.milvus264)
    #expect(writing.replay == .deleteThenInsert)
    #expect(
      writing.property
        == TemporaryProperty(key: "allow_insert_auto_id", during: "true", after: "false"))
    let allowed = try self.writing(
      target, target, on: Sample.milvus264, properties: [KeyValue("allow_insert_auto_id", "true")])
    #expect(allowed.property == nil)
  }

  @Test func `Lite takes keys and keeps them in an Upsert`() throws {
    let writing = try writing(Sample.generating(), Sample.generating(), on: Sample.lite)
    #expect(writing.replay == .upsert && writing.property == nil)
  }

  @Test func `a target that takes no keys cannot be repaired`() throws {
    let error = #expect(throws: MigrationError.self) {
      try writing(Sample.generating(), Sample.generating(), on: Sample.milvus235)
    }
    #expect(error?.code == .notRepairable)
    #expect(error?.message.contains("does not take keys") == true)
  }

  @Test func `what the target wants counts, not what the source has`() throws {
    let plain = Sample.field("note", .varchar, parameters: ["max_length": "9"])
    let nullable = Sample.field("note", .varchar, parameters: ["max_length": "9"]) {
      $0.nullable = true
    }
    let rules = try writing(
      Sample.schema([plain]), Sample.schema([nullable]), on: Sample.milvus264
    ).columns
    #expect(rules.last?.isNullable == true && rules.last?.wantsValidData == true)
  }

  @Test func `columns that functions compute are neither read nor written`() throws {
    let text = Sample.field("text", .varchar)
    let words = Sample.field("words", .sparseFloatVector) { $0.isFunctionOutput = true }
    let schema = Sample.schema([text, words]) {
      $0.functions = [Sample.function("f", .bm25, of: "text", to: "words")]
    }
    let writing = try writing(schema, schema, on: Sample.milvus264)
    #expect(writing.columns.map(\.name) == ["id", "text"])
  }

  @Test func `the dynamic field travels where both have it`() throws {
    let schema = Sample.schema { $0.enableDynamicField = true }
    let columns = try writing(schema, schema, on: Sample.milvus235).columns
    #expect(columns.last?.name == "$meta" && columns.last?.isOptional == true)
    let closed = Sample.schema()
    let narrow = try writing(closed, schema, on: Sample.milvus235).columns
    #expect(narrow.map(\.name) == ["id", "embedding", "title"])
    #expect(
      RowFit(source: schema, target: closed).obstacles == ["the target has no dynamic field"])
  }

  @Test func `a field that is missing or of another kind is an obstacle`() {
    #expect(obstacles([Sample.vector], [Sample.vector]).isEmpty)
    #expect(
      obstacles([Sample.vector, Sample.title], [Sample.vector]) == ["field \"title\" is missing"])
    #expect(
      obstacles([Sample.field("n", .int64)], [Sample.field("n", .int32)])
        == ["field \"n\" has another type"])
    let small = Sample.field("embedding", .floatVector, parameters: ["dim": "4"])
    #expect(obstacles([Sample.vector], [small]) == ["field \"embedding\" has another dimension"])
    let tenant = Sample.field("n", .int64) { $0.isPartitionKey = true }
    #expect(
      obstacles([Sample.field("n", .int64)], [tenant]) == ["the partition key is another field"])
  }

  @Test func `a field that only the target has must not need values`() {
    let plain = Sample.field("extra", .int64)
    let nullable = Sample.field("extra", .int64) { $0.nullable = true }
    #expect(
      obstacles([], [plain])
        == ["field \"extra\" of the target needs values that the source lacks"])
    #expect(obstacles([], [nullable]).isEmpty)
  }

  @Test func `a field that the target computes is an obstacle`() {
    let words = Sample.field("words", .sparseFloatVector)
    let found = obstacles(
      [Sample.field("text", .varchar), words],
      [
        Sample.field("text", .varchar), words,
      ]
    ) { $0.functions = [Sample.function("f", .bm25, of: "text", to: "words")] }
    #expect(found == ["field \"words\" is computed by the target"])
  }

  @Test func `smaller sizes and other descriptions are no obstacle`() {
    let short = Sample.field("title", .varchar, parameters: ["max_length": "8"]) {
      $0.description_p = "shorter"
    }
    #expect(obstacles([Sample.title], [short]).isEmpty)
  }
}
