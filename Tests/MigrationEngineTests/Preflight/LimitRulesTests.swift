internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct LimitRulesTests {
  @Test func `a small collection stays within all limits`() {
    let kinds: [ClusterKind] = [.free, .serverless, .dedicated, .zilliz, .milvus]
    for kind in kinds {
      #expect(LimitRules.judge(Sample.collection(kind: kind)).alarms == [])
    }
    #expect(LimitRules.judge(Sample.collection(to: Sample.lite)).alarms == [])
  }

  @Test(
    arguments: [
      (2, Sample.milvus235, ClusterKind.milvus, Finding.Level.blocker),
      (4, ServerVersion(2, 5, 0), .milvus, nil), (5, ServerVersion(2, 5, 0), .milvus, .warning),
      (10, Sample.milvus264, .milvus, nil), (11, Sample.milvus264, .milvus, .warning),
      (5, Sample.milvus264, .serverless, .blocker), (5, Sample.milvus264, .free, .blocker),
      (11, Sample.milvus264, .dedicated, .blocker), (2, Sample.lite, .lite, nil),
    ] as [(Int, ServerVersion, ClusterKind, Finding.Level?)])
  func `vector fields are counted`(
    count: Int, target: ServerVersion, kind: ClusterKind, level: Finding.Level?
  ) {
    let vectors = (0..<count).map { Sample.field("v\($0)", .floatVector, parameters: ["dim": "8"]) }
    let findings = LimitRules.judge(
      Sample.collection(Sample.facts(Sample.schema(vectors)), to: target, kind: kind))
    #expect(findings[.vectorFieldLimit] == level)
  }

  @Test(
    arguments: [
      (8, ClusterKind.dedicated, 2, 2, Finding.Code.shardsCut, Finding.Level.warning),
      (4, .dedicated, 4, 4, nil, nil), (8, .dedicated, 16, 8, nil, nil),
      (3, .serverless, nil, 2, .shardsCut, .warning), (16, .milvus, nil, 16, nil, nil),
      (8, .dedicated, nil, 8, .shardsUnknown, .unknown), (2, .dedicated, nil, 2, nil, nil),
    ] as [(Int, ClusterKind, Int?, Int, Finding.Code?, Finding.Level?)])
  func `shards are cut to what the target takes`(
    shards: Int, kind: ClusterKind, units: Int?, planned: Int, code: Finding.Code?,
    level: Finding.Level?
  ) {
    let collection = Sample.collection(
      Sample.facts { $0.shards = shards }, kind: kind, computeUnits: units)
    let findings = LimitRules.judge(collection)
    #expect(findings.alarms == [code].compactMap(\.self))
    #expect(code.map { findings[$0] } ?? nil == level)
    #expect(collection.planner.shards == planned)
  }

  @Test(arguments: [
    (1_024, ClusterKind.milvus, Sample.milvus264, Finding.Level?.none),
    (1_025, .milvus, Sample.milvus264, .warning), (1_025, .dedicated, Sample.milvus264, .blocker),
    (4_096, .milvus, Sample.milvus235, nil), (4_097, .milvus, Sample.milvus235, .warning),
  ])
  func `partitions are counted`(
    count: Int, kind: ClusterKind, target: ServerVersion, level: Finding.Level?
  ) {
    let facts = Sample.facts {
      $0.partitions = (0..<count).map { .init(name: "p\($0)", loadState: .loaded) }
    }
    let findings = LimitRules.judge(Sample.collection(facts, to: target, kind: kind))
    #expect(findings[.partitionLimit] == level)
  }

  @Test(arguments: [(63, Finding.Level?.none), (64, .warning)])
  func `fields are counted, the key among them`(count: Int, level: Finding.Level?) {
    let fields = (0..<count).map { Sample.field("f\($0)", .int64) }
    let findings = LimitRules.judge(Sample.collection(Sample.facts(Sample.schema(fields))))
    #expect(findings[.fieldLimit] == level)
  }

  @Test(arguments: [
    (DataType.floatVector, 32_768, Finding.Level?.none), (.floatVector, 32_769, .blocker),
    (.binaryVector, 262_144, nil), (.binaryVector, 8, nil), (.floatVector, 1, .blocker),
  ])
  func `dimensions are bounded`(type: DataType, dimension: Int, level: Finding.Level?) {
    let schema = Sample.schema([Sample.field("v", type, parameters: ["dim": "\(dimension)"])])
    let findings = LimitRules.judge(Sample.collection(Sample.facts(schema)))
    #expect(findings[.dimensionLimit] == level)
  }

  @Test(arguments: [(1, 17e6), (2, 18e6), (8, 24e6), (1_024, 256e6)])
  func `a Dedicated cluster writes faster the larger it is`(units: Int, rate: Double) {
    let profile = ClusterProfile(kind: .dedicated, computeUnits: units)
    #expect(PlanLimits.of(profile, Sample.milvus264).writeRate == rate)
  }

  @Test(arguments: [(ServerVersion(2, 4, 9), 512, 2_048), (ServerVersion(2, 5, 0), 2_048, 8_192)])
  func `the line of a Dedicated cluster bounds collections and partitions`(
    version: ServerVersion, collections: Int, partitions: Int
  ) {
    let limits = PlanLimits.of(ClusterProfile(kind: .dedicated, computeUnits: 2), version)
    #expect(limits.collections == collections)
    #expect(limits.partitions == partitions)
  }

  @Test func `2_3 takes a dimension of 1, and 64 fields whatever its settings say`() {
    let vector = Sample.field("v", .floatVector, parameters: ["dim": "1"])
    let fields = (0..<63).map { Sample.field("f\($0)", .int64) }
    let findings = LimitRules.judge(
      Sample.collection(Sample.facts(Sample.schema([vector] + fields)), to: Sample.milvus235))
    #expect(findings[.dimensionLimit] == nil)
    #expect(findings[.fieldLimit] == .blocker)
  }

  @Test(arguments: [(Sample.lite, false), (ServerVersion(2, 5, 1, isLite: true), true)])
  func `Lite 3 takes any number of fields and dimensions, Lite 2 does not`(
    target: ServerVersion, isBounded: Bool
  ) {
    let vector = Sample.field("v", .floatVector, parameters: ["dim": "32769"])
    let fields = (0..<64).map { Sample.field("f\($0)", .int64) }
    let findings = LimitRules.judge(
      Sample.collection(Sample.facts(Sample.schema([vector] + fields)), to: target))
    #expect((findings[.dimensionLimit] == .blocker) == isBounded)
    #expect((findings[.fieldLimit] != nil) == isBounded)
  }
}
