internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct PropertyRulesTests {
  @Test func `a plain collection gives no alarm`() {
    #expect(PropertyRules.judge(Sample.collection()).map(\.code) == [.consistency])
  }

  @Test func `a time to live starts anew`() {
    let findings = PropertyRules.judge(
      Sample.collection(carrying("collection.ttl.seconds", "7776000")))
    #expect(findings[.timeToLive] == .note)
    #expect(
      findings.text(.timeToLive) == """
        7,776,000 s: it counts from the insertion, so every entity starts anew on the target; on the \
        source entities may expire during the copy
        """)
    #expect(findings[.properties] == .ok)
  }

  @Test(
    arguments: [
      (Sample.milvus264, Sample.lite, false, true), (Sample.lite, Sample.milvus264, true, false),
      (Sample.milvus264, Sample.milvus264, true, true),
    ])
  func `what a time to live does is said of the end that acts on it`(
    source: ServerVersion, target: ServerVersion, startsAnew: Bool, expires: Bool
  ) {
    let findings = PropertyRules.judge(
      Sample.collection(carrying("collection.ttl.seconds", "60"), from: source, to: target))
    let text = findings.text(.timeToLive)
    #expect(text.contains("starts anew on the target") == startsAnew)
    #expect(text.contains("may expire during the copy") == expires)
  }

  @Test func `a time to live between two ends that ignore it says nothing`() {
    let findings = PropertyRules.judge(
      Sample.collection(
        carrying("collection.ttl.seconds", "60"), from: Sample.lite, to: Sample.lite))
    #expect(findings[.timeToLive] == nil)
  }

  @Test(arguments: ["0", "-1", "soon"])
  func `a time to live that is none says nothing`(value: String) {
    let findings = PropertyRules.judge(Sample.collection(carrying("collection.ttl.seconds", value)))
    #expect(findings[.timeToLive] == nil)
  }

  @Test(
    arguments: [
      ("timezone", Sample.milvus235, Finding.Level.warning), ("timezone", Sample.lite, nil),
      ("ttl_field", Sample.milvus264, .warning), ("ttl_field", ServerVersion(3, 0, 0), nil),
      ("partitionkey.isolation", Sample.milvus235, .note),
      ("collection.ttl.seconds", Sample.lite, .warning), ("mmap.enabled", Sample.lite, .note),
      ("mmap.enabled", Sample.milvus235, nil),
    ] as [(String, ServerVersion, Finding.Level?)])
  func `a property that the target does not act on is told`(
    key: String, target: ServerVersion, level: Finding.Level?
  ) {
    let findings = PropertyRules.judge(Sample.collection(carrying(key, "x"), to: target))
    #expect(findings[.propertyWithoutEffect] == level)
  }

  @Test func `a property that stays behind is told with its reason`() {
    let facts = Sample.facts {
      $0.leftProperties = [NotCarried("property \"replicate.id\"", because: "it is the source's")]
    }
    let findings = PropertyRules.judge(Sample.collection(facts))
    #expect(findings[.propertyLeftOut] == .note)
    #expect(
      findings.text(.propertyLeftOut)
        == "property \"replicate.id\" not carried: it is the source's")
  }

  @Test func `an unknown consistency level is noted`() {
    let findings = PropertyRules.judge(Sample.collection(Sample.facts { $0.consistency = nil }))
    #expect(findings[.consistencyUnknown] == .note)
  }

  @Test func `partitions are told if there are several`() {
    let facts = Sample.facts { $0.partitions.append(.init(name: "p2", loadState: .loaded)) }
    #expect(PropertyRules.judge(Sample.collection(facts))[.partitions] == .ok)
  }

  @Test(arguments: [
    (Sample.milvus264, Sample.milvus264, Finding.Level.ok), (Sample.lite, Sample.milvus264, .note),
    (Sample.milvus264, Sample.lite, .note),
  ])
  func `buckets of a partition key are carried, but not from or to Lite`(
    source: ServerVersion, target: ServerVersion, level: Finding.Level
  ) {
    let tenant = Sample.field("tenant", .varchar) { $0.isPartitionKey = true }
    let facts = Sample.facts(Sample.schema([Sample.vector, tenant]))
    let findings = PropertyRules.judge(Sample.collection(facts, from: source, to: target))
    #expect(findings[.partitionKey] == level)
  }

  @Test(arguments: [
    (FunctionSchema.Kind.bm25, Finding.Code.functionOutput, Finding.Level.note),
    (.minHash, .functionOutput, .note), (.textEmbedding, .functionCalls, .warning),
  ])
  func `outputs of functions are computed again`(
    kind: FunctionSchema.Kind, code: Finding.Code, level: Finding.Level
  ) {
    let schema = Sample.schema {
      $0.functions = [Sample.function("f", kind, of: "title", to: "embedding")]
    }
    #expect(PropertyRules.judge(Sample.collection(Sample.facts(schema)))[code] == level)
  }

  private func carrying(_ key: String, _ value: String) -> CollectionFacts {
    Sample.facts { $0.carriedProperties = [PlannedProperty(key: key, value: value)] }
  }
}
