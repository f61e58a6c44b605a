internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

/// What is known before the copy of rows that the target will not take.
struct RowRulesTests {
  @Test(arguments: [
    (Sample.milvus235, Sample.milvus264, true), (Sample.milvus264, Sample.milvus264, false),
    (Sample.milvus235, Sample.milvus235, false), (Sample.milvus235, Sample.lite, true),
    (Sample.milvus264, Sample.lite, true), (Sample.lite, Sample.lite, false),
    (Sample.lite, Sample.milvus264, false), (ServerVersion(2, 2, 16), ServerVersion(2, 4, 0), true),
  ])
  func `undeclared fields named like declared ones are a warning where they are refused`(
    source: ServerVersion, target: ServerVersion, isWarned: Bool
  ) {
    let facts = Sample.facts(Sample.schema { $0.enableDynamicField = true })
    let findings = RowRules.judge(Sample.collection(facts, from: source, to: target))
    #expect((findings[.dynamicKeys] == .warning) == isWarned)
    #expect(RowRules.judge(Sample.collection(from: source, to: target)).isEmpty)
  }

  @Test func `texts that are too long are a warning with their field and share`() {
    let findings = RowRules.judge(Sample.collection(long("title", limit: 10, rows: 12)))
    #expect(findings[.textLength] == .warning)
    let text = findings.text(.textLength)
    #expect(text.contains("\"title\" of 12 of 100 entities"))
    #expect(text.contains("10 bytes"))
  }

  @Test func `Lite counts characters`() {
    let facts = long("title", limit: 10, rows: 1)
    #expect(
      RowRules.judge(Sample.collection(facts, to: Sample.lite)).text(.textLength)
        .contains("10 characters"))
  }

  @Test func `generated keys that are too long can be made anew, and are not if they were`() {
    let facts = long("id", limit: 4, rows: 100, schema: Sample.generating(.varchar))
    let keeping = Sample.options { $0.autoID = .keepKeys }
    let findings = RowRules.judge(Sample.collection(facts, options: keeping))
    #expect(findings.first?.hint?.contains("--auto-id new-keys") == true)
    let anew = Sample.options { $0.autoID = .newKeys }
    #expect(RowRules.judge(Sample.collection(facts, options: anew)).isEmpty)
  }

  @Test func `Lite makes no text keys, so none are offered there`() {
    let facts = long("id", limit: 4, rows: 100, schema: Sample.generating(.varchar))
    let keeping = Sample.options { $0.autoID = .keepKeys }
    let hint = RowRules.judge(Sample.collection(facts, to: Sample.lite, options: keeping)).first?
      .hint
    #expect(hint?.contains("new-keys") == false)
    #expect(hint?.contains("larger max_length") == true)
  }

  @Test func `without rows to move nothing is said of them`() {
    let facts = long("title", limit: 10, rows: 12)
    let options = Sample.options { $0.only = .schema }
    #expect(RowRules.judge(Sample.collection(facts, options: options)).isEmpty)
  }

  private func long(
    _ field: ServerName, limit: Int, rows: Int, schema: CollectionSchema = Sample.schema()
  ) -> CollectionFacts {
    Sample.facts(schema) {
      $0.sample?.excesses = [TextLimits.Excess(field: field, limit: limit, rows: rows)]
    }
  }
}
