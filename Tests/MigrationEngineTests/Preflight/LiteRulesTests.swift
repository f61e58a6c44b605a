internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct LiteRulesTests {
  @Test func `plain fields pass to Lite unharmed`() {
    #expect(LiteRules.judge(Sample.collection(to: Sample.lite)).isEmpty)
  }

  @Test func `JSON is written anew by Lite, and by nobody else`() {
    let facts = Sample.facts(
      Sample.schema([Sample.vector, Sample.field("meta", .json)]) { $0.enableDynamicField = true })
    let findings = LiteRules.judge(Sample.collection(facts, to: Sample.lite))
    #expect(findings[.liteJSON] == .warning)
    #expect(findings.text(.liteJSON).contains("\"meta\", the dynamic field"))
    #expect(LiteRules.judge(Sample.collection(facts, from: Sample.lite)).isEmpty)
  }

  @Test(arguments: [(Sample.lite, Sample.milvus264), (Sample.lite, Sample.lite)])
  func `a missing vector comes out of Lite as zeros`(source: ServerVersion, target: ServerVersion) {
    let vector = Sample.field("v", .floatVector) { $0.nullable = true }
    let facts = Sample.facts(Sample.schema([vector]))
    let findings = LiteRules.judge(Sample.collection(facts, from: source, to: target))
    #expect(findings[.liteNullVectors] == .warning)
  }

  @Test(arguments: [
    (
      Sample.field("t", .varchar, parameters: ["max_length": "9", "mmap.enabled": "true"]),
      "mmap.enabled=true of field \"t\""
    ),
    (
      Sample.field("a", .array, parameters: ["max_capacity": "4", "max_length": "9"]),
      "max_length=9 of field \"a\""
    ),
    (Sample.field("t", .varchar) { $0.description_p = "the text" }, "descriptions of fields \"t\""),
    (Sample.field("t", .varchar) { $0.isClusteringKey = true }, "clustering key field \"t\""),
  ])
  func `what Lite forgets is told, and not asked of it`(field: WireFieldSchema, loss: String) throws
  {
    let facts = Sample.facts(Sample.schema([Sample.vector, field]))
    let collection = Sample.collection(facts, to: Sample.lite)
    let findings = LiteRules.judge(collection)
    #expect(findings[.liteForgets] == .warning)
    #expect(findings.text(.liteForgets) == "it does not keep \(loss)")
    let plan = try #require(try collection.planner.plan())
    #expect(plan.notCarried.map(\.what) == [loss])
    #expect(try plan.targetSchema() == plan.targetSchema().asKeptByLite())
    #expect(try plan.sourceSchema() != plan.targetSchema())
  }

  @Test func `what Lite keeps is not a loss`() {
    let text = Sample.field(
      "t", .varchar,
      parameters: [
        "max_length": "9", "enable_analyzer": "true", "enable_match": "false",
        "analyzer_params": "{}",
      ])
    let facts = Sample.facts(Sample.schema([Sample.vector, text]))
    #expect(LiteRules.judge(Sample.collection(facts, to: Sample.lite)).isEmpty)
  }
}
