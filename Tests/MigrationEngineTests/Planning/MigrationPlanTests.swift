internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct MigrationPlanTests {
  @Test func `a plan survives the journal`() throws {
    let facts = Sample.facts(Sample.generating()) {
      $0.partitions = [
        .init(name: "p", loadState: .notLoaded), .init(name: "q", loadState: .loaded),
      ]
      $0.carriedProperties = [PlannedProperty(key: "mmap.enabled", value: "true")]
      $0.aliases = ["live"]
    }
    let plan = try plan(facts)
    #expect(plan.sourceLoading == .partitions(["p"]))
    #expect(try MigrationPlan(encoded: plan.encoded()) == plan)
  }

  @Test func `equal plans have equal bytes`() throws {
    let facts = Sample.facts()
    #expect(try plan(facts).encoded() == plan(facts).encoded())
  }

  @Test func `damaged bytes of a schema are an error, not a crash`() throws {
    var plan = try plan(Sample.facts())
    plan.targetSchemaBytes = plan.targetSchemaBytes.dropLast(3)
    #expect(throws: MilvusError.self) { try plan.targetSchema() }
  }

  @Test func `a plan of before there was a choice still makes its collection`() throws {
    let plan = try plan(Sample.facts())
    let text = String(decoding: try plan.encoded(), as: UTF8.self)
    #expect(!text.contains("existingUse"))
    #expect(try MigrationPlan(encoded: plan.encoded()).targetUse == .create)
  }

  // A change here means that jobs of an earlier version cannot be resumed: say so to users.
  @Test func `the fingerprint of a known plan is known`() throws {
    #expect(
      try plan(Sample.facts()).fingerprint
        == "d0d3750e2ff9e9f713e5edef5f36a952a3ef5b2abf4963cd334f0ea1852c74db")
  }

  @Test func `pace, labels and expectations are not part of the fingerprint`() throws {
    let plan = try plan(Sample.facts())
    var other = plan
    other.options.parallel = 9
    other.options.maxRejects = 0
    other.options.verification = .full
    other.options.loadSource = true
    other.expectedRows = 7
    other.sampledRowBytes = 8
    other.estimate = nil
    other.targetVersion = "2.6.5"
    other.sourceLoading = .collection
    #expect(other.fingerprint == plan.fingerprint)
    #expect(other.differences(from: plan) == [])
  }

  @Test func `the order in which a server lists partitions and aliases does not matter`() throws {
    var plan = try plan(Sample.facts())
    plan.partitions = ["a", "b"]
    plan.aliases = ["x", "y"]
    var other = plan
    other.partitions = ["b", "a"]
    other.aliases = ["y", "x"]
    #expect(other.fingerprint == plan.fingerprint)
  }

  /// A change to a plan, and the part of the fingerprint that it must change.
  struct Change: Sendable {
    let part: String
    let apply: @Sendable (inout MigrationPlan) -> Void

    init(_ part: String, _ apply: @escaping @Sendable (inout MigrationPlan) -> Void) {
      self.part = part
      self.apply = apply
    }
  }

  @Test(arguments: [
    Change("source") { $0.sourcePlace = "http://10.0.0.9:19530" },
    Change("source") { $0.source.name = "texts" },
    Change("options") { $0.options.only = .schema },
    Change("target") { $0.target.database = "sales" },
    Change("schema of the source") { $0.sourceSchemaBytes.append(0) },
    Change("schema of the target") { $0.targetSchemaBytes.append(0) },
    Change("schema of the target") { $0.shards = 2 },
    Change("schema of the target") { $0.consistency = .strong },
    Change("schema of the target") { $0.properties = [PlannedProperty(key: "a", value: "b")] },
    Change("partitions") { $0.partitions.append("p2") },
    Change("columns") { $0.columns[1].wantsValidData = true },
    Change("columns") { $0.replay = .deleteThenInsert },
    Change("indexes") { $0.vectorIndexes[0].metric = "IP" },
    Change("aliases") { $0.aliases = ["live"] },
    Change("schema of the target") { $0.targetUse = .merge },
    Change("options") { $0.options.filter = "year > 2025" },
    Change("options") { $0.options.autoID = .keepKeys },
  ])
  func `whatever shapes the result changes the fingerprint, and is named`(change: Change) throws {
    let plan = try plan(Sample.facts())
    var other = plan
    change.apply(&other)
    #expect(other.fingerprint != plan.fingerprint)
    #expect(other.differences(from: plan) == [change.part])
  }

  private func plan(_ facts: CollectionFacts) throws -> MigrationPlan {
    try #require(try Sample.collection(facts).planner.plan())
  }
}
