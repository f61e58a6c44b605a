internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct LoadRulesTests {
  @Test func `a loaded collection is in order`() {
    #expect(LoadRules.judge(Sample.collection()).map(\.code) == [.loaded])
  }

  @Test(arguments: [LoadState.notLoaded, .loading])
  func `one that is not loaded is a blocker with two ways out`(state: LoadState) {
    let findings = LoadRules.judge(Sample.collection(released(state)))
    #expect(findings[.notLoaded] == .blocker)
    #expect(
      findings.first?.hint
        == "load source:docs (uses memory on prod), or migrate docs --load-source")
  }

  @Test func `one loaded partition does not make a collection loaded`() {
    let findings = LoadRules.judge(Sample.collection(halfLoaded))
    #expect(findings[.partlyLoaded] == .blocker)
    #expect(
      findings.text(.partlyLoaded)
        == "1 of 2 partitions are not loaded: \"p2\"; its entities cannot be read")
  }

  @Test func `what may be loaded is a note`() {
    let options = Sample.options { $0.loadSource = true }
    for facts in [released(.notLoaded), halfLoaded] {
      let findings = LoadRules.judge(Sample.collection(facts, options: options))
      #expect(findings.map(\.code) == [.willLoad])
      #expect(findings.first?.level == .note)
    }
  }

  @Test(arguments: [false, true])
  func `a vector field without an index cannot be loaded, and one hint says what can be done`(
    loadSource: Bool
  ) {
    var facts = released(.notLoaded)
    facts.indexes = []
    let findings = LoadRules.judge(
      Sample.collection(facts, options: Sample.options { $0.loadSource = loadSource }))
    #expect(findings.map(\.code) == [.noSourceIndex])
    #expect(findings[.noSourceIndex] == .blocker)
    #expect(findings.first?.hint?.contains("--schema-only") == true)
  }

  @Test func `an empty collection without an index moves its schema`() throws {
    var facts = released(.notLoaded)
    (facts.indexes, facts.rows, facts.storedRows) = ([], nil, 0)
    let collection = Sample.collection(facts)
    let findings = CollectionRules.judge(collection)
    #expect(findings[.emptyUnindexed] == .warning)
    #expect(findings.alarms == [.emptyUnindexed])
    #expect(try collection.planner.plan()?.options.only == .schema)
  }

  @Test func `what has rows, an index or a load state to change is not taken for empty`() {
    var facts = released(.notLoaded)
    facts.storedRows = 0
    #expect(!Sample.collection(facts).isEmptyUnindexed)
    facts.indexes = []
    #expect(Sample.collection(facts).isEmptyUnindexed)
    facts.storedRows = 1
    #expect(!Sample.collection(facts).isEmptyUnindexed)
    facts.storedRows = nil
    #expect(!Sample.collection(facts).isEmptyUnindexed)
  }

  @Test func `Lite loads without an index`() {
    var facts = released(.notLoaded)
    facts.indexes = []
    let findings = LoadRules.judge(
      Sample.collection(
        facts, from: Sample.lite, options: Sample.options { $0.loadSource = true }))
    #expect(findings[.noSourceIndex] == nil)
  }

  private func released(_ state: LoadState) -> CollectionFacts {
    Sample.facts {
      $0.loadState = state
      $0.partitions = [.init(name: "_default", loadState: state)]
    }
  }

  private var halfLoaded: CollectionFacts {
    Sample.facts {
      $0.partitions = [
        .init(name: "_default", loadState: .loaded), .init(name: "p2", loadState: .notLoaded),
      ]
    }
  }
}
