internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

/// What a source cannot be asked for.
@Suite struct ReadRulesTests {
  private static let lite25 = ServerVersion(2, 5, 1, isLite: true)
  private static let tenant = Sample.field("tenant", .int64) { $0.isPartitionKey = true }

  @Test(arguments: [(16_384, nil), (16_385, Finding.Level.blocker)] as [(Int64, Finding.Level?)])
  func `Lite 2 gives so many entities of a collection with a partition key, and no more`(
    rows: Int64, level: Finding.Level?
  ) {
    let schema = Sample.schema([Self.tenant, Sample.vector])
    let facts = Sample.facts(schema) { $0.rows = rows }
    let findings = ReadRules.judge(Sample.collection(facts, from: Self.lite25))
    #expect(findings[.partitionKeyUnread] == level)
    #expect(ReadRules.judge(Sample.collection(facts, from: Sample.lite)).isEmpty)
  }
}
