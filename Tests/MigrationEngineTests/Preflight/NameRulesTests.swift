internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

struct NameRulesTests {
  @Test func `a free name is in order`() {
    #expect(NameRules.judge(Sample.collection()).map(\.code) == [.nameFree])
  }

  @Test(arguments: [
    (CollectionFacts.NameOnTarget.collection(rows: 88_001), "\"docs\" exists with 88,001 entities"),
    (.collection(rows: nil), "\"docs\" exists"),
    (.alias(of: "docs_v1"), "\"docs\" is an alias of \"docs_v1\" there"),
  ])
  func `a taken name is a blocker with its ways out`(
    name: CollectionFacts.NameOnTarget, text: String
  ) {
    let findings = NameRules.judge(Sample.collection(Sample.facts { $0.nameOnTarget = name }))
    #expect(findings[.nameTaken] == .blocker)
    #expect(findings.text(.nameTaken) == text)
    #expect(
      findings.first?.hint
        == "migrate docs --rename docs:docs_new, or --on-conflict skip or upsert")
  }

  @Test func `a taken name is a note if it may be skipped`() {
    let facts = Sample.facts { $0.nameOnTarget = .collection(rows: 1) }
    let findings = NameRules.judge(
      Sample.collection(facts, options: Sample.options { $0.onConflict = .skip }))
    #expect(findings[.nameSkipped] == .note)
    #expect(!CollectionRules.allowsPlan(findings))
  }

  @Test(arguments: [
    ("http://10.0.0.1:19530", "http://10.0.0.1:19530", true),
    ("http://localhost:19530", "http://127.0.0.1:19530", true),
    ("http://[::1]:19530", "http://localhost:19530", true),
    ("http://10.0.0.1:19530", "http://10.0.0.1:19531", false),
    ("http://10.0.0.1:19530", "http://10.0.0.2:19530", false),
  ])
  func `a collection cannot be moved onto itself`(source: String, target: String, isSame: Bool) {
    let pair = Sample.pair(
      Sample.end(Sample.milvus264, place: source), Sample.end(Sample.milvus264, place: target))
    let findings = NameRules.judge(
      CollectionCase(facts: Sample.facts(), pair: pair, options: MigrationOptions()))
    #expect((findings[.sameCollection] == .blocker) == isSame)
  }

  @Test func `another name on the same server is in order`() {
    let pair = Sample.pair(Sample.end(Sample.milvus264), Sample.end(Sample.milvus264))
    let facts = Sample.facts { $0.target.name = "docs_copy" }
    let findings = NameRules.judge(
      CollectionCase(facts: facts, pair: pair, options: MigrationOptions()))
    #expect(findings[.nameFree] == .ok)
  }

  @Test func `two collections cannot get one name`() {
    let other = CollectionChoice(source: "texts", target: "docs")
    let findings = NameRules.judge(Sample.collection(siblings: [other]))
    #expect(findings[.nameTwice] == .blocker)
  }

  @Test func `a free alias is in order`() {
    let facts = Sample.facts { $0.aliases = ["live"] }
    #expect(NameRules.judge(Sample.collection(facts))[.aliases] == .ok)
  }

  @Test(arguments: [
    (["live": "old"], [CollectionChoice](), "alias \"live\" belongs to \"old\" there"),
    (["live": "live"], [], "alias \"live\" is a collection there"),
    (
      [:], [CollectionChoice(source: "live")],
      "alias \"live\" is the name of a collection to be made"
    ),
  ])
  func `a taken alias is a blocker`(
    taken: [ServerName: ServerName], siblings: [CollectionChoice], text: String
  ) {
    let facts = Sample.facts {
      $0.aliases = ["live"]
      $0.takenAliases = taken
    }
    let findings = NameRules.judge(Sample.collection(facts, siblings: siblings))
    #expect(findings[.aliasTaken] == .blocker)
    #expect(findings.text(.aliasTaken) == text)
  }

  @Test func `aliases that are not asked for are a note, taken or not`() {
    let facts = Sample.facts {
      $0.aliases = ["live"]
      $0.takenAliases = ["live": "old"]
    }
    let findings = NameRules.judge(
      Sample.collection(facts, options: Sample.options { $0.aliases = false }))
    #expect(findings[.aliasesLeftOut] == .note)
    #expect(findings.alarms == [])
  }
}
