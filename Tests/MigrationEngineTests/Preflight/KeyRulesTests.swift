internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct KeyRulesTests {
  @Test func `given keys say nothing about generation`() {
    #expect(KeyRules.judge(Sample.collection()).map(\.code) == [.duplicateKeys])
  }

  @Test(arguments: [
    (
      MigrationOptions.AutoIDPolicy.automatic, Sample.milvus264, Finding.Code.autoID,
      Finding.Level.note
    ),
    (.automatic, Sample.lite, .autoID, .note),
    (.automatic, Sample.milvus235, .autoIDChoice, .blocker),
    (.automatic, ServerVersion(2, 5, 18), .autoIDChoice, .blocker),
    (.keepKeys, Sample.milvus235, .autoIDOff, .warning),
    (.newKeys, Sample.milvus235, .newKeys, .warning),
  ])
  func `generated keys are judged by version and choice`(
    choice: MigrationOptions.AutoIDPolicy, target: ServerVersion, code: Finding.Code,
    level: Finding.Level
  ) {
    let findings = KeyRules.judge(
      Sample.collection(
        Sample.facts(Sample.generating()), to: target,
        options: Sample.options { $0.autoID = choice }))
    #expect(findings.map(\.code) == [code])
    #expect(findings.first?.level == level)
  }

  @Test func `the choice is offered in the words to type`() {
    let findings = KeyRules.judge(
      Sample.collection(Sample.facts(Sample.generating()), to: Sample.milvus235))
    #expect(findings.first?.hint?.contains("--auto-id keep-keys") == true)
    #expect(findings.first?.hint?.contains("--auto-id new-keys") == true)
  }

  @Test(arguments: [MigrationOptions.AutoIDPolicy.automatic, .newKeys])
  func `a choice that leads nowhere is not offered`(choice: MigrationOptions.AutoIDPolicy) {
    let findings = KeyRules.judge(
      Sample.collection(
        Sample.facts(Sample.generating(.varchar)), to: Sample.lite,
        options: Sample.options { $0.autoID = choice }))
    #expect(findings[.autoIDChoice] == .blocker)
    #expect(
      findings.first?.hint == "choose --auto-id keep-keys (the target stops generating keys)")
  }

  @Test func `new keys cannot be compared by content`() {
    let options = Sample.options {
      $0.autoID = .newKeys
      $0.verification = .full
    }
    let findings = KeyRules.judge(
      Sample.collection(Sample.facts(Sample.generating()), options: options))
    #expect(findings[.newKeysUnverifiable] == .blocker)
  }

  @Test func `stored rows beyond the live ones are shown`() {
    let facts = Sample.facts { $0.storedRows = 1_490 }
    #expect(
      KeyRules.judge(Sample.collection(facts)).text(.duplicateKeys)
        .contains("1,000 live entities, 1,490 stored ones"))
  }

  @Test func `keys of Lite are unique`() {
    #expect(KeyRules.judge(Sample.collection(from: Sample.lite)).isEmpty)
  }
}
