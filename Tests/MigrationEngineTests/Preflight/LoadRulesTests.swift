internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

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

  @Test(arguments: [(false, Finding.Level.note), (true, .blocker)])
  func `a vector field without an index cannot be loaded`(
    loadSource: Bool, level: Finding.Level
  ) {
    var facts = released(.notLoaded)
    facts.indexes = []
    let findings = LoadRules.judge(
      Sample.collection(facts, options: Sample.options { $0.loadSource = loadSource }))
    #expect(findings[.noSourceIndex] == level)
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
