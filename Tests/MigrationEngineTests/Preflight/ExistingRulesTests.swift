internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

/// Entities that go into a collection which is there.
struct ExistingRulesTests {
  @Test func `an empty collection of the same schema is filled, and keeps its settings`() throws {
    let collection = Sample.collection(taken(rows: 0), options: dataOnly)
    let findings = CollectionRules.judge(collection)
    #expect(findings.alarms == [])
    #expect(findings[.fill] == .ok && findings[.targetKept] == .note)
    let plan = try #require(try collection.planner.plan())
    #expect(plan.targetUse == .fill && plan.movesRows && plan.replay == .upsert)
    #expect(plan.vectorIndexes.isEmpty && plan.aliases.isEmpty && plan.properties.isEmpty)
    #expect(plan.notCarried.map(\.what) == ["indexes, aliases and properties"])
  }

  @Test(arguments: [
    (Int64?.some(3), Finding.Code.targetNotEmpty, Finding.Level.blocker),
    (nil, .fillUnknown, .unknown),
  ])
  func `what is not known to be empty is not filled blindly`(
    rows: Int64?, code: Finding.Code, level: Finding.Level
  ) {
    let findings = CollectionRules.judge(Sample.collection(taken(rows: rows), options: dataOnly))
    #expect(findings[code] == level)
  }

  @Test func `without the collection nothing can be filled`() {
    let findings = CollectionRules.judge(Sample.collection(options: dataOnly))
    #expect(findings[.targetMissing] == .blocker)
    #expect(findings.first { $0.level == .blocker }?.hint?.contains("--schema-only") == true)
  }

  @Test func `upsert writes into a collection that has entities`() throws {
    let collection = Sample.collection(taken(rows: 88_001), options: upsert)
    let findings = CollectionRules.judge(collection)
    #expect(findings.alarms == [])
    #expect(findings.text(.merge).contains("with 88,001 entities"))
    #expect(findings[.mergePartitions] == .note)
    #expect(try collection.planner.plan()?.targetUse == .merge)
  }

  @Test func `upsert makes a collection whose name is free`() throws {
    let plan = try #require(try Sample.collection(options: upsert).planner.plan())
    #expect(plan.targetUse == .create && !plan.vectorIndexes.isEmpty)
  }

  @Test func `an alias is no collection to write into`() {
    let facts = Sample.facts { $0.nameOnTarget = .alias(of: "docs_v1") }
    for options in [upsert, dataOnly] {
      let findings = CollectionRules.judge(Sample.collection(facts, options: options))
      #expect(findings[.nameTaken] == .blocker)
    }
  }

  @Test func `another schema is a blocker that names what differs`() {
    let other = Sample.schema([
      Sample.vector, Sample.field("title", .varchar, parameters: ["max_length": "64"]),
    ])
    let facts = taken(rows: 0) { $0.existing?.schema = other }
    for options in [upsert, dataOnly] {
      let findings = CollectionRules.judge(Sample.collection(facts, options: options))
      #expect(findings[.schemaDiffers] == .blocker)
      #expect(findings.text(.schemaDiffers).contains("title"))
    }
  }

  @Test func `under generated keys nothing is merged, because it could be lost`() {
    let facts = taken(Sample.generating(), rows: 5) {
      $0.existing?.properties = [PlannedProperty(key: "allow_insert_auto_id", value: "true")]
    }
    let findings = CollectionRules.judge(Sample.collection(facts, options: upsert))
    #expect(findings[.generatedKeysUnmerged] == .blocker)
  }

  @Test(arguments: [("true", [Finding.Code]()), ("false", [.autoIDChoice])])
  func `generated keys are kept only where the collection takes them`(
    allowed: String, alarms: [Finding.Code]
  ) throws {
    let facts = taken(Sample.generating(), rows: 0) {
      $0.existing?.properties = [PlannedProperty(key: "allow_insert_auto_id", value: allowed)]
    }
    let collection = Sample.collection(facts, options: dataOnly)
    #expect(CollectionRules.judge(collection).alarms == alarms)
    if alarms.isEmpty { #expect(try collection.planner.plan()?.temporaryProperties == []) }
  }

  @Test func `under new keys nothing can be replaced`() {
    let options = Sample.options { ($0.onConflict, $0.autoID) = (.upsert, .newKeys) }
    let findings = CollectionRules.judge(
      Sample.collection(taken(Sample.generating(), rows: 5), options: options))
    #expect(findings[.newKeysUnmatched] == .blocker)
  }

  @Test(arguments: [
    (Int64?.some(7), String?.none, Finding.Code.filter, Finding.Level.note),
    (0, nil, .filter, .warning),
    (nil, "cannot parse", .filterRefused, .blocker),
    (nil, nil, .filterUnknown, .unknown),
  ])
  func `a filter is judged by what the source says to it`(
    rows: Int64?, refusal: String?, code: Finding.Code, level: Finding.Level
  ) {
    let facts = Sample.facts { ($0.rows, $0.filterRefusal) = (rows, refusal) }
    let findings = CollectionRules.judge(
      Sample.collection(facts, options: Sample.options { $0.filter = "year > 2025" }))
    #expect(findings[code] == level)
  }

  private let dataOnly = Sample.options { $0.only = .data }
  private let upsert = Sample.options { $0.onConflict = .upsert }

  private func taken(
    _ schema: CollectionSchema = Sample.schema(), rows: Int64?,
    change: (inout CollectionFacts) -> Void = { _ in }
  ) -> CollectionFacts {
    Sample.facts(schema) {
      $0.aliases = ["live"]
      $0.nameOnTarget = .collection(rows: rows)
      $0.existing = .init(schema: schema, properties: [], rows: rows)
      change(&$0)
    }
  }
}
