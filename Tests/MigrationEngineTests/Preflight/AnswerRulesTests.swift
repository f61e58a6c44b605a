internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

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
    let pair = Sample.pair { $0.targetRights = [.createAlias: false, .createPartition: false] }
    let plain = RightRules.judge(pair, [Sample.facts()])
    #expect(plain.map(\.code) == [.permissionUnneeded, .rights, .rightsUnverified])
    let bearing = RightRules.judge(pair, [Sample.facts { $0.aliases = ["live"] }])
    #expect(bearing.map(\.code) == [.permissionDenied, .permissionUnneeded])
  }
}
