internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct PlannerTests {
  @Test func `a plan is complete`() throws {
    let facts = Sample.facts {
      $0.choice = CollectionChoice(source: "alias", target: "docs_v2")
      $0.target.name = "docs_v2"
      $0.aliases = ["live"]
      $0.partitions.append(.init(name: "p2", loadState: .loaded))
    }
    let plan = try self.plan(facts)
    #expect(plan.source.name == "docs")
    #expect(plan.target.name == "docs_v2")
    #expect(try plan.targetSchema().name == "docs_v2")
    #expect(plan.sourcePlace == "http://10.0.0.1:19530")
    #expect(plan.targetPlace == "http://10.0.0.2:19530")
    #expect(plan.keyField == "id" && plan.keyType == .int64)
    #expect(plan.partitions == ["_default", "p2"])
    #expect(plan.partitionsToCreate == ["p2"])
    #expect(plan.readsByPartition)
    #expect(plan.aliases == ["live"])
    #expect(plan.readColumns == ["id", "embedding", "title"])
    #expect(plan.replay == .upsert)
    #expect(plan.sourceLoading == .none)
    #expect(plan.expectedRows == 1_000)
    #expect(plan.sampledRowBytes == 3_150)
    #expect(plan.estimate != nil)
    #expect(plan.notCarried.isEmpty)
  }

  @Test func `partitions of a key are neither named nor created`() throws {
    let tenant = Sample.field("tenant", .varchar) { $0.isPartitionKey = true }
    let facts = Sample.facts(Sample.schema([Sample.vector, tenant])) {
      $0.partitions = (0..<4).map { .init(name: "_default_\($0)", loadState: .loaded) }
      $0.keyPartitions = 4
    }
    let plan = try self.plan(facts)
    #expect(plan.partitions.isEmpty && !plan.readsByPartition && plan.partitionsToCreate.isEmpty)
    #expect(plan.keyPartitions == 4)
    #expect(try plan.definition().partitionCount == 4)
    #expect(try self.plan(facts, to: Sample.lite).keyPartitions == nil)
  }

  @Test func `a temporary property is on in the definition and not carried twice`() throws {
    let facts = Sample.facts(Sample.generating()) {
      $0.carriedProperties = [
        PlannedProperty(key: "allow_insert_auto_id", value: "false"),
        PlannedProperty(key: "mmap.enabled", value: "true"),
      ]
    }
    let plan = try self.plan(facts)
    #expect(plan.properties.map(\.key) == ["mmap.enabled"])
    #expect(
      try plan.definition().properties
        == [KeyValue("mmap.enabled", "true"), KeyValue("allow_insert_auto_id", "true")])
    #expect(plan.temporaryProperties.map(\.after) == ["false"])
  }

  @Test(arguments: [
    ([LoadState.loaded, .loaded], LoadState.loaded, SourceLoading.none),
    ([.loaded, .notLoaded], .loaded, .partitions(["p1"])),
    ([.notLoaded, .notLoaded], .notLoaded, .collection),
    ([.loading, .loading], .loading, .collection),
    ([.loaded, .loaded], .notLoaded, .collection),
  ])
  func `just what is not loaded is to be loaded`(
    partitions: [LoadState], collection: LoadState, loading: SourceLoading
  ) {
    let facts = Sample.facts {
      $0.partitions = partitions.enumerated().map { .init(name: "p\($0)", loadState: $1) }
      $0.loadState = collection
    }
    #expect(Sample.collection(facts).planner.sourceLoading == loading)
  }

  @Test func `what stays behind is listed`() throws {
    let facts = Sample.facts {
      $0.aliases = ["live"]
      $0.leftProperties = [NotCarried("property \"replicate.id\"", because: "it is the source's")]
    }
    let options = Sample.options {
      $0.aliases = false
      $0.index = .none
    }
    let plan = try self.plan(facts, options: options)
    #expect(
      plan.notCarried.map(\.what)
        == ["property \"replicate.id\"", "index \"ix\" (HNSW) on \"embedding\"", "alias \"live\""])
    #expect(plan.aliases.isEmpty)
  }

  @Test func `a database that is missing is part of the plan`() throws {
    let pair = Sample.pair { $0.targetDatabaseExists = false }
    let collection = CollectionCase(facts: Sample.facts(), pair: pair, options: MigrationOptions())
    #expect(try collection.planner.plan()?.createsDatabase == true)
    #expect(try plan(Sample.facts()).createsDatabase == false)
  }

  @Test func `ids of the source are left out of both schemas`() throws {
    let schema = Sample.schema { wire in
      for index in wire.fields.indices { wire.fields[index].fieldID = Int64(100 + index) }
    }
    let plan = try self.plan(Sample.facts(schema))
    #expect(try plan.sourceSchema() == schema.carryable())
    #expect(try plan.targetSchema() == schema.carryable())
  }

  @Test func `a schema alone needs nothing loaded and no decision about keys`() throws {
    let facts = Sample.facts(Sample.generating()) { $0.loadState = .notLoaded }
    let collection = Sample.collection(
      facts, to: Sample.milvus235, options: Sample.options { $0.only = .schema })
    #expect(CollectionRules.judge(collection).alarms == [])
    let plan = try #require(try collection.planner.plan())
    #expect(!plan.movesRows && plan.sourceLoading == .none && plan.temporaryProperties == [])
    #expect(try plan.targetSchema().isAutoID)
  }

  @Test func `of chosen partitions only those are loaded and made`() throws {
    let facts = Sample.facts {
      $0.partitions = [.init(name: "p", loadState: .notLoaded)]
      $0.leftPartitions = ["_default", "q"]
    }
    let plan = try plan(
      facts, options: Sample.options { ($0.partitions, $0.loadSource) = (["p"], true) })
    #expect(plan.partitions == ["p"] && plan.partitionsToCreate == ["p"])
    #expect(plan.sourceLoading == .partitions(["p"]))
    #expect(plan.notCarried.map(\.what) == ["partition \"_default\"", "partition \"q\""])
  }

  @Test func `of a partition key's partitions none can be chosen`() {
    let bucket = Sample.field("tenant", .int64) { $0.isPartitionKey = true }
    let collection = Sample.collection(
      Sample.facts(Sample.schema([Sample.vector, bucket])),
      options: Sample.options { $0.partitions = ["p"] })
    #expect(CollectionRules.judge(collection)[.partitionOfKey] == .blocker)
  }

  private func plan(
    _ facts: CollectionFacts, to target: ServerVersion = Sample.milvus264,
    options: MigrationOptions = MigrationOptions()
  ) throws -> MigrationPlan {
    try #require(
      try Sample.collection(facts, to: target, options: options).planner.plan())
  }
}
