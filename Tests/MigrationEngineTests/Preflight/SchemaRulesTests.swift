internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct SchemaRulesTests {
  @Test func `plain fields are known everywhere`() {
    for target in [Sample.milvus235, Sample.milvus264, Sample.lite] {
      let findings = SchemaRules.judge(Sample.collection(from: Sample.milvus235, to: target))
      #expect(findings.alarms == [])
      #expect(findings[.schema] == .ok)
    }
  }

  @Test(arguments: [
    (DataType.geometry, Sample.milvus235), (.text, Sample.milvus235),
    (.timestamptz, Sample.milvus235),
    (.float16Vector, Sample.milvus235), (.bfloat16Vector, Sample.milvus235),
    (.sparseFloatVector, Sample.milvus235), (.int8Vector, ServerVersion(2, 5, 9)),
    (.text, Sample.milvus264), (.date, Sample.milvus264), (.binaryVector, Sample.lite),
    (.int8Vector, Sample.lite), (DataType(rawValue: 77), Sample.milvus264),
  ])
  func `a type that the target lacks is a blocker that names the field`(
    type: DataType, target: ServerVersion
  ) {
    let schema = Sample.schema([Sample.vector, Sample.field("extra", type)])
    let findings = SchemaRules.judge(
      Sample.collection(Sample.facts(schema), from: ServerVersion(3, 1, 0), to: target))
    #expect(findings[.unsupported] == .blocker)
    #expect(findings.text(.unsupported).contains("\"extra\""))
  }

  @Test(arguments: [
    (DataType.sparseFloatVector, ServerVersion(2, 4, 0)), (.sparseFloatVector, Sample.lite),
    (.geometry, Sample.milvus264), (.geometry, Sample.lite), (.timestamptz, Sample.lite),
    (.binaryVector, Sample.milvus235), (.json, Sample.milvus235), (.text, ServerVersion(3, 0, 0)),
  ])
  func `a type that the target has is in order`(type: DataType, target: ServerVersion) {
    let schema = Sample.schema([Sample.vector, Sample.field("extra", type)])
    let findings = SchemaRules.judge(
      Sample.collection(Sample.facts(schema), from: ServerVersion(3, 1, 0), to: target))
    #expect(findings[.unsupported] == nil)
  }

  @Test(arguments: [
    (Sample.field("title", .varchar) { $0.nullable = true }, "nullable"),
    (Sample.field("title", .varchar) { $0.defaultValue.stringData = "" }, "default"),
    (Sample.field("title", .varchar) { $0.isClusteringKey = true }, "clustering key"),
    (Sample.field("title", .varchar, parameters: ["enable_analyzer": "true"]), "analyzer"),
  ])
  func `a feature that 2_3 drops without a word is a blocker there`(
    field: WireFieldSchema, word: String
  ) {
    let facts = Sample.facts(Sample.schema([Sample.vector, field]))
    let old = SchemaRules.judge(Sample.collection(facts, to: Sample.milvus235))
    #expect(old.text(.unsupported).contains(word))
    #expect(SchemaRules.judge(Sample.collection(facts))[.unsupported] == nil)
  }

  @Test func `a target of the source's version holds what the source holds`() {
    let schema = Sample.schema([Sample.vector, Sample.field("extra", DataType(rawValue: 77))])
    let findings = SchemaRules.judge(Sample.collection(Sample.facts(schema)))
    #expect(findings[.unsupported] == nil)
    #expect(findings[.unknownParts] == .note)
  }

  @Test func `2_3 describes types that it does not have`() {
    let schema = Sample.schema([Sample.vector, Sample.field("extra", .text)])
    let findings = SchemaRules.judge(
      Sample.collection(Sample.facts(schema), from: Sample.milvus235, to: Sample.milvus235))
    #expect(findings[.unsupported] == .blocker)
  }

  @Test func `Lite demands a vector field`() {
    let facts = Sample.facts(Sample.schema([Sample.title]))
    #expect(
      SchemaRules.judge(Sample.collection(facts, to: Sample.lite))[.noVectorField]
        == .blocker)
    #expect(SchemaRules.judge(Sample.collection(facts))[.noVectorField] == nil)
  }

  @Test func `a schema without a key, or with a strange one, is a blocker`() {
    let keyless = Sample.schema(key: Sample.field("id", .int64))
    let strange = Sample.schema(key: Sample.field("id", .uuid, isKey: true))
    #expect(
      SchemaRules.judge(Sample.collection(Sample.facts(keyless)))[.noPrimaryKey] == .blocker)
    #expect(
      SchemaRules.judge(Sample.collection(Sample.facts(strange)))[.keyType] == .blocker)
  }
}
