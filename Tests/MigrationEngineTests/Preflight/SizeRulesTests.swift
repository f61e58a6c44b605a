internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct SizeRulesTests {
  @Test func `an estimate names its assumption`() {
    let facts = Sample.facts { $0.rows = 2_408_113 }
    let findings = SizeRules.judge(
      Sample.collection(facts, kind: .dedicated, computeUnits: 2))
    #expect(findings[.entities] == .ok)
    #expect(findings.text(.entities) == "2,408,113 by count(*)")
    #expect(
      findings.text(.estimate)
        == "7.6 GB at 18 MB/s (write limit of a Dedicated cluster with 2 CU): 7 min 01 s at best")
  }

  @Test(arguments: [
    (Sample.milvus264, Sample.milvus264, ClusterKind.milvus, Int?.none, 70e6),
    (Sample.lite, Sample.milvus264, .milvus, nil, 9e6),
    (Sample.milvus264, Sample.lite, .lite, nil, 15e6),
    (Sample.milvus264, Sample.milvus264, .free, nil, 2e6),
    (Sample.milvus264, Sample.milvus264, .dedicated, nil, 17e6),
    (Sample.milvus264, Sample.milvus264, .dedicated, 128, 32e6),
  ])
  func `the slower end sets the pace`(
    source: ServerVersion, target: ServerVersion, kind: ClusterKind, units: Int?, rate: Double
  ) {
    let estimate = TimeEstimate(
      Sample.facts(), from: Sample.end(source), to: Sample.end(target, kind, computeUnits: units))
    #expect(estimate?.bytesPerSecond == rate)
    #expect(estimate?.bytes == 3_150_000)
    #expect(estimate?.seconds == 3_150_000 / rate)
  }

  @Test func `nothing sampled means nothing estimated`() {
    let facts = Sample.facts {
      $0.rows = nil
      $0.sample = nil
    }
    let findings = SizeRules.judge(Sample.collection(facts))
    #expect(findings[.entities] == .note)
    #expect(findings[.estimate] == .unknown)
  }

  @Test func `an empty collection is in order`() {
    let facts = Sample.facts {
      $0.rows = 0
      $0.sample = .init(rows: 0, bytes: 40)
    }
    #expect(SizeRules.judge(Sample.collection(facts)).alarms == [])
  }

  @Test func `a number of entities that nobody tells is unknown`() {
    let facts = Sample.facts {
      $0.rows = nil
      $0.storedRows = nil
      $0.sample = nil
    }
    #expect(SizeRules.judge(Sample.collection(facts))[.entities] == .unknown)
  }

  @Test(arguments: [
    (38.4, "38 s"), (0.44, "0.4 s"), (9.4, "9.4 s"), (9.6, "10 s"), (59.6, "1 min 00 s"),
    (410, "6 min 50 s"), (3_900, "1 h 05 min"), (273_600, "3 d 4 h"),
  ])
  func `a time has two units at most`(seconds: Double, text: String) {
    #expect(Wording.duration(seconds) == text)
  }

  @Test(arguments: [
    (0.0, "0 B"), (999, "999 B"), (999.6, "1.0 kB"), (9_960, "10 kB"), (7.4e9, "7.4 GB"),
    (999.6e6, "1.0 GB"),
  ])
  func `a size has two digits at least`(bytes: Double, text: String) {
    #expect(Wording.size(bytes) == text)
  }
}
