internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct PlanAmendmentTests {
  @Test func `without aliases a plan is what a check without them would have made`() throws {
    let plan = try RecordedJob.plan()
    let amended = plan.amended(PlanAmendment(dropsAliases: true))
    #expect(plan.aliases == ["live"] && amended.aliases.isEmpty && !amended.options.aliases)
    #expect(
      amended.notCarried.last
        == NotCarried("alias \"live\"", because: "no alias was asked for"))
    #expect(plan.differences(from: amended) == ["aliases", "options"])
  }

  @Test func `without indexes a plan makes none`() throws {
    let plan = try RecordedJob.plan()
    let amended = plan.amended(PlanAmendment(dropsIndexes: true))
    #expect(!plan.vectorIndexes.isEmpty && amended.vectorIndexes.isEmpty)
    #expect(amended.scalarIndexes.isEmpty && amended.options.index == .none)
    #expect(plan.differences(from: amended) == ["indexes", "options"])
  }

  @Test func `taking out nothing changes nothing`() throws {
    let plan = try RecordedJob.plan()
    #expect(plan.amended(PlanAmendment()) == plan && PlanAmendment().text == nil)
  }

  @Test func `which collection was planned is no part of the fingerprint`() throws {
    let plan = try RecordedJob.plan()
    var seen = plan
    seen.sourceIdentity = CollectionIdentity(id: 7, createdTimestamp: 100)
    #expect(seen.fingerprint == plan.fingerprint)
  }
}
