internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct IndexRulesTests {
  @Test func `the indexes that are made are listed`() {
    let findings = IndexRules.judge(Sample.collection())
    #expect(findings.map(\.code) == [.indexes])
    #expect(findings.text(.indexes) == "AUTOINDEX L2 on \"embedding\"")
  }

  @Test func `no index at all is a note`() {
    let findings = IndexRules.judge(Sample.collection(options: Sample.options { $0.index = .none }))
    #expect(findings.map(\.code) == [.indexesLeftOut])
  }

  @Test func `a metric that nobody gave is noted`() {
    let findings = IndexRules.judge(Sample.collection(Sample.facts { $0.indexes = [] }))
    #expect(findings[.metricChosen] == .note)
  }

  @Test func `a scalar index that the target cannot have is a warning`() {
    let flag = Sample.field("flag", .bool)
    let facts = Sample.facts(Sample.schema([Sample.vector, flag])) {
      $0.indexes.append(PlannedIndex(field: "flag", name: "b", type: "BITMAP"))
    }
    #expect(
      IndexRules.judge(Sample.collection(facts, to: Sample.milvus235))[.indexLeftOut]
        == .warning)
    #expect(IndexRules.judge(Sample.collection(facts)).alarms == [])
  }

  @Test func `another type than asked for is noted, a doubtful one is a warning`() {
    let options = Sample.options { $0.index = .same }
    let zilliz = IndexRules.judge(Sample.collection(kind: .dedicated, options: options))
    #expect(zilliz[.indexReplaced] == .note)
    let facts = Sample.facts { $0.indexes[0].type = "GPU_CAGRA" }
    #expect(
      IndexRules.judge(Sample.collection(facts, options: options))[.indexUncertain]
        == .warning)
  }

  @Test func `a type that stays because of its metric is a note`() {
    let schema = Sample.schema([Sample.field("b", .binaryVector, parameters: ["dim": "8"])])
    let facts = Sample.facts(schema) {
      $0.indexes = [
        PlannedIndex(field: "b", name: "b", type: "BIN_FLAT", metric: "SUBSTRUCTURE")
      ]
    }
    let findings = IndexRules.judge(Sample.collection(facts, to: Sample.milvus235))
    #expect(findings[.indexKept] == .note)
    #expect(findings.text(.indexes) == "BIN_FLAT SUBSTRUCTURE on \"b\"")
  }
}
