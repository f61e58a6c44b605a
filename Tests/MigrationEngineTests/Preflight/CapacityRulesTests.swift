internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct CapacityRulesTests {
  @Test func `self-hosted Milvus has no capacity to ask for`() {
    #expect(CapacityRules.judge([Sample.facts()], Sample.pair()).isEmpty)
  }

  @Test(arguments: [(4, Finding.Level?.none), (5, .blocker)])
  func `collections are counted with those that are there`(present: Int, level: Finding.Level?) {
    var pair = self.pair(.free)
    pair.targetCollections = present
    #expect(CapacityRules.judge([Sample.facts()], pair)[.collectionLimit] == level)
  }

  @Test func `a collection that is left out is not counted`() {
    var pair = self.pair(.free)
    pair.targetCollections = 5
    let facts = Sample.facts { $0.nameOnTarget = .collection(rows: 1) }
    #expect(CapacityRules.judge([facts], pair)[.collectionLimit] == nil)
  }

  @Test func `partitions are counted over all collections`() {
    let facts = Sample.facts {
      $0.partitions = (0..<1_000).map { .init(name: "p\($0)", loadState: .loaded) }
    }
    let pair = self.pair(.dedicated, 1)
    #expect(
      CapacityRules.judge(Array(repeating: facts, count: 4), pair)[.partitionTotal] == nil)
    #expect(
      CapacityRules.judge(Array(repeating: facts, count: 5), pair)[.partitionTotal]
        == .blocker)
  }

  @Test(arguments: [(1_500_000, nil), (1_600_000, .blocker)] as [(Int64, Finding.Level?)])
  func `what exceeds the storage of a Free cluster is a blocker`(
    rows: Int64, level: Finding.Level?
  ) {
    let findings = CapacityRules.judge([Sample.facts { $0.rows = rows }], pair(.free))
    #expect(findings[.storageLimit] == level)
  }

  @Test(
    arguments: [
      (1_000_000, Finding.Code.capacity, Finding.Level.ok), (3_000_000, .capacityTight, .warning),
      (10_000_000, .capacityTight, .warning),
      (81_000_000, .capacityExceeded, .blocker),
    ] as [(Int64, Finding.Code, Finding.Level)])
  func `vectors are compared with the CU`(rows: Int64, code: Finding.Code, level: Finding.Level) {
    let findings = CapacityRules.judge([Sample.facts { $0.rows = rows }], pair(.dedicated, 2))
    #expect(findings[code] == level)
    #expect(findings.text(code).contains("estimate"))
  }

  @Test(
    arguments: [
      ("Performance-optimized", 40.0, Finding.Code.capacity, Finding.Level.ok),
      ("Performance-optimized", 65, .capacityTight, .warning),
      ("Performance-optimized", 80, .capacityExceeded, .blocker),
      ("Capacity-optimized", 80, .capacityTight, .warning),
      ("Capacity-optimized", 95, .capacityExceeded, .blocker),
      (nil, 80, .capacityTight, .warning), (nil, 98.5, .capacityExceeded, .blocker),
    ] as [(String?, Double, Finding.Code, Finding.Level)])
  func `what is in use counts, and the type of the CU if it is known`(
    type: String?, used: Double, code: Finding.Code, level: Finding.Level
  ) {
    var pair = self.pair(.dedicated, 2)
    pair.target.profile.cloud = CloudProfile(clusterID: "in01-a", status: "RUNNING")
    pair.target.profile.cloud?.unitType = type
    pair.target.profile.cloud?.capacityUsed = used
    // A quarter of 2 performance CU.
    let findings = CapacityRules.judge([Sample.facts { $0.rows = 1_000_000 }], pair)
    #expect(findings[code] == level, "\(findings)")
    #expect(findings.text(code).contains("are in use now"))
  }

  @Test func `partitions that are there count towards the limit`() {
    var pair = self.pair(.dedicated, 1)
    pair.targetPartitions = 4_095
    #expect(CapacityRules.judge([Sample.facts()], pair)[.partitionTotal] == nil)
    pair.targetPartitions = 4_096
    let findings = CapacityRules.judge([Sample.facts()], pair)
    #expect(findings[.partitionTotal] == .blocker)
    #expect(findings.text(.partitionTotal).hasPrefix("4096 partitions there and 1 more"))
  }

  @Test func `the storage in use of a Free cluster counts`() {
    var pair = self.pair(.free)
    pair.target.profile.cloud = CloudProfile(clusterID: "in03-a", status: "RUNNING")
    pair.target.profile.cloud?.storageUsed = 4.9999
    #expect(CapacityRules.judge([Sample.facts()], pair)[.storageLimit] == .blocker)
    pair.target.profile.cloud?.storageUsed = 1
    #expect(CapacityRules.judge([Sample.facts()], pair)[.storage] == .ok)
  }

  @Test func `in a network of one's own limits may have been raised`() {
    var pair = self.pair(.dedicated, 1)
    pair.targetCollections = 1_024
    #expect(CapacityRules.judge([Sample.facts()], pair)[.collectionLimit] == .blocker)
    pair.target.profile.cloud = CloudProfile(clusterID: "in01-a", status: "RUNNING")
    pair.target.profile.cloud?.organizationType = "BYOC"
    #expect(CapacityRules.judge([Sample.facts()], pair)[.collectionLimit] == .warning)
  }

  @Test func `a dimension beyond all measure is too much`() {
    let field = Sample.field("v", .floatVector, parameters: ["dim": "9223372036854775807"])
    let facts = Sample.facts(Sample.schema([field])) { $0.rows = .max }
    let findings = CapacityRules.judge([facts], pair(.dedicated, 1))
    #expect(findings[.capacityExceeded] == .blocker)
  }

  @Test func `a cluster may be declared as large as a number can be`() {
    let pair = self.pair(.dedicated, .max)
    let limits = PlanLimits.of(pair.target.profile, pair.target.version)
    #expect(limits.collections == 16_384 && limits.partitions == 65_536)
    #expect(CapacityRules.judge([Sample.facts()], pair)[.capacity] == .ok)
  }

  @Test func `a size that nobody declared is unknown`() {
    let findings = CapacityRules.judge([Sample.facts()], pair(.dedicated))
    #expect(findings[.capacityUnknown] == .unknown)
  }

  private func pair(_ kind: ClusterKind, _ units: Int? = nil) -> PairFacts {
    Sample.pair(
      Sample.end(Sample.milvus264), Sample.end(Sample.milvus264, kind, computeUnits: units))
  }
}
