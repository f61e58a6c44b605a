internal import MilvusClient
internal import Testing

@testable internal import MigrationPlanning

struct KeyPolicyTests {
  @Test(arguments: MigrationOptions.AutoIDPolicy.allCases)
  func `keys that are given stay given`(choice: MigrationOptions.AutoIDPolicy) {
    #expect(decide(Sample.schema(), Sample.milvus264, choice) == .given)
  }

  @Test(arguments: [
    ServerVersion(2, 5, 19), ServerVersion(2, 5), ServerVersion(2, 6, 3), ServerVersion(3, 0, 0),
  ])
  func `a target that takes keys goes on generating, and is told to put the property back`(
    target: ServerVersion
  ) {
    let property = TemporaryProperty(key: "allow_insert_auto_id", during: "true", after: "false")
    let policy = decide(Sample.generating(), target)
    #expect(policy == .keptWhileGenerating(property))
    #expect(policy.replay(on: target) == .deleteThenInsert)
    #expect(policy.schema(Sample.generating()).isAutoID)
  }

  @Test func `a property that is on already stays on`() {
    let policy = decide(
      Sample.generating(), Sample.milvus264,
      properties: [PlannedProperty(key: "allow_insert_auto_id", value: "true")])
    #expect(policy == .keptWhileGenerating(nil))
  }

  @Test func `Lite takes keys without a property and keeps them in an upsert`() {
    let policy = decide(Sample.generating(), Sample.lite)
    #expect(policy == .keptWhileGenerating(nil))
    #expect(policy.replay(on: Sample.lite) == .upsert)
  }

  @Test(arguments: [
    Sample.milvus235, ServerVersion(2, 4), ServerVersion(2, 5, 18), ServerVersion(2, 6, 2),
  ])
  func `a target that takes no keys leaves the choice to the user`(target: ServerVersion) {
    guard case .undecided(let reason) = decide(Sample.generating(), target) else {
      Issue.record("no choice is left")
      return
    }
    #expect(reason.contains("Milvus \(target)"))
  }

  @Test func `kept keys switch generation off`() {
    let policy = decide(Sample.generating(), Sample.milvus235, .keepKeys)
    #expect(policy == .keptWithoutGenerating)
    #expect(policy.replay(on: Sample.milvus235) == .upsert)
    #expect(!policy.schema(Sample.generating()).isAutoID)
  }

  @Test func `new keys cannot be sent twice`() {
    let policy = decide(Sample.generating(), Sample.milvus235, .newKeys)
    #expect(policy == .generatedAnew)
    #expect(policy.replay(on: Sample.milvus235) == .impossible)
  }

  @Test(arguments: [MigrationOptions.AutoIDPolicy.automatic, .newKeys])
  func `Lite generates no texts`(choice: MigrationOptions.AutoIDPolicy) {
    guard case .undecided = decide(Sample.generating(.varchar), Sample.lite, choice) else {
      Issue.record("no choice is left")
      return
    }
  }

  private func decide(
    _ schema: CollectionSchema, _ target: ServerVersion,
    _ choice: MigrationOptions.AutoIDPolicy = .automatic, properties: [PlannedProperty] = []
  ) -> KeyPolicy {
    KeyPolicy.decide(schema: schema, properties: properties, target: target, choice: choice)
  }
}
