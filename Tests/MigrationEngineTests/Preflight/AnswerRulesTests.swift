internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct AnswerRulesTests {
  private func gap(
    _ question: Unanswered.Question, _ privilege: String? = nil, on side: Side = .source
  ) -> Unanswered {
    Unanswered(side: side, question: question, privilege: privilege, words: "no answer")
  }

  @Test func `all privileges that a side misses are named at once`() {
    let facts = Sample.facts {
      $0.unanswered = [gap(.loadState, "Load"), gap(.entities, "Query"), gap(.indexes, "Load")]
    }
    let findings = AnswerRules.judge(Sample.collection(facts))
    #expect(findings.map(\.code) == [.permissionDenied])
    #expect(findings.text(.permissionDenied).contains("lacks the privileges Load, Query:"))
    #expect(findings.first?.hint == "have an administrator of the source grant Load, Query")
  }

  @Test func `each side has its own words`() {
    let facts = Sample.facts {
      $0.unanswered = [
        gap(.entities, "Query"), gap(.nameOnTarget, "DescribeCollection", on: .target),
      ]
    }
    let texts = AnswerRules.judge(Sample.collection(facts)).map(\.text)
    #expect(texts.count == 2)
    #expect(texts[0].contains("the source lacks the privilege Query"))
    #expect(texts[1].contains("the target lacks the privilege DescribeCollection"))
  }

  @Test(arguments: [(Int64(1), Finding.Code.permissionUnneeded), (2, .permissionDenied)])
  func `partitions need not be listed where there is one`(count: Int64, code: Finding.Code) {
    let facts = Sample.facts {
      $0.partitionCount = count
      $0.unanswered = [gap(.partitions, "ShowPartitions")]
    }
    #expect(AnswerRules.judge(Sample.collection(facts)).map(\.code) == [code])
  }

  @Test(arguments: [
    (Unanswered.Question.indexes, Sample.options { $0.index = .none }),
    (.entities, Sample.options { $0.only = .schema }),
    (.loadState, Sample.options { $0.only = .schema }), (.aliases, MigrationOptions()),
  ])
  func `what a plan can do without is a note`(
    question: Unanswered.Question, options: MigrationOptions
  ) {
    let facts = Sample.facts { $0.unanswered = [gap(question, "Word"), gap(question)] }
    let findings = AnswerRules.judge(Sample.collection(facts, options: options))
    #expect(findings.map(\.level) == [.note, .unknown])
  }

  @Test func `a refusal that is no matter of privileges is told in its words`() {
    let facts = Sample.facts { $0.unanswered = [gap(.entities)] }
    let findings = AnswerRules.judge(Sample.collection(facts))
    #expect(findings[.unanswered] == .blocker)
    #expect(findings.text(.unanswered) == "the source does not answer: no answer")
  }

  @Test func `rights that no collection takes are a note`() {
    var facts = Sample.facts { $0.targetRights = [.createAlias: false, .createPartition: false] }
    #expect(RightRules.judge(Sample.collection(facts)).map(\.code) == [.permissionUnneeded])
    facts.aliases = ["live"]
    let bearing = RightRules.judge(Sample.collection(facts))
    #expect(bearing.map(\.code) == [.permissionDenied, .permissionUnneeded])
  }

  @Test(arguments: [
    (WriteRight.load, Sample.options { $0.verification = .none }),
    (.query, Sample.options { $0.verification = .none }),
    (.insert, Sample.options { $0.only = .schema }),
    (.createIndex, Sample.options { $0.index = .none }),
    (.delete, MigrationOptions()),
  ])
  func `a right that this migration does without forbids nothing`(
    right: WriteRight, options: MigrationOptions
  ) {
    let facts = Sample.facts { $0.targetRights = [right: false] }
    let findings = RightRules.judge(Sample.collection(facts, options: options))
    #expect(findings.map(\.code) == [.permissionUnneeded])
  }

  @Test func `what is not granted for one collection forbids that one alone`() throws {
    let bound = Sample.facts { $0.targetRights = [.insert: false] }
    let free = Sample.facts {
      $0.choice = CollectionChoice(source: "texts")
      ($0.source.name, $0.target.name) = ("texts", "texts")
      $0.targetRights = [.insert: true]
    }
    let part = Preflight.Part(
      request: MigrationRequest(collections: [bound.choice, free.choice]), pair: Sample.pair(),
      answers: [.facts(bound), .facts(free)])
    let report = try Preflight.report([part])
    #expect(report.plans.map(\.source.name) == ["texts"])
  }
}
