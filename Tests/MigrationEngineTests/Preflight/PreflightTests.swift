internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct PreflightTests {
  @Test func `what has no blocker gets a plan, in the order of the request`() throws {
    let report = try judge([.facts(named("b")), .facts(named("a"))])
    #expect(report.worst == .note)
    #expect(report.blockers.isEmpty)
    #expect(report.plans.map(\.source.name) == ["b", "a"])
  }

  @Test func `a blocker keeps its collection back, not the others`() throws {
    var taken = named("b")
    taken.nameOnTarget = .collection(rows: 1)
    let report = try judge([.facts(named("a")), .facts(taken)])
    #expect(report.blockers.map(\.subject) == [.collection(CollectionAddress(name: "b"))])
    #expect(report.plans.map(\.source.name) == ["a"])
  }

  @Test func `a blocker of the pair keeps everything back`() throws {
    let pair = Sample.pair { $0.target.denial = "disk quota exceeded" }
    let report = try judge([.facts(named("a"))], pair)
    #expect(report.plans.isEmpty)
    #expect(
      report.findings(about: .collection(CollectionAddress(name: "a"))).contains {
        $0.code == .nameFree
      })
  }

  @Test func `a collection that is skipped has no plan and no blocker`() throws {
    var taken = named("a")
    taken.nameOnTarget = .collection(rows: 1)
    let options = Sample.options { $0.onConflict = .skip }
    let report = try judge([.facts(taken)], options: options)
    #expect(report.blockers.isEmpty)
    #expect(report.plans.isEmpty)
  }

  @Test func `what is said of one collection stops no other`() throws {
    let gap = Unanswered(side: .source, question: .schema, privilege: nil, words: "cannot parse")
    let findings = AnswerRules.judge([gap], of: CollectionAddress(name: "a"))
    let report = try judge([.findings(findings), .facts(named("b"))])
    #expect(report.blockers.map(\.code) == [.unanswered])
    #expect(report.plans.map(\.source.name) == ["b"])
  }

  @Test func `findings of the ends come before those of collections`() throws {
    let report = try judge([.facts(named("a")), .facts(named("b"))])
    #expect(report.subjects.map(\.description) == ["pair", "role", "reach", "server", "a", "b"])
  }

  @Test func `levels ascend`() {
    #expect(Finding.Level.allCases.sorted() == [.ok, .note, .unknown, .warning, .blocker])
  }

  private func named(_ name: ServerName) -> CollectionFacts {
    Sample.facts {
      $0.choice = CollectionChoice(source: name)
      $0.source.name = name
      $0.target.name = name
    }
  }

  private func judge(
    _ answers: [Preflight.Answer], _ pair: PairFacts = Sample.pair(),
    options: MigrationOptions = MigrationOptions()
  ) throws -> CheckReport {
    let choices = answers.map { answer in
      switch answer {
      case .facts(let facts): facts.choice
      case .findings(let findings): CollectionChoice(source: "\(findings[0].subject)")
      }
    }
    return try Preflight.report([
      Preflight.Part(
        request: MigrationRequest(collections: choices, options: options), pair: pair,
        answers: answers)
    ])
  }
}
