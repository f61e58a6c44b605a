internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct PairRulesTests {
  @Test(arguments: [
    (ClusterKind.free, ClusterKind.free, false), (.free, .serverless, false),
    (.free, .dedicated, true), (.serverless, .free, false), (.serverless, .serverless, true),
    (.serverless, .dedicated, true), (.dedicated, .free, false), (.dedicated, .serverless, false),
    (.dedicated, .dedicated, true),
  ])
  func `each of the nine pairs is judged as the matrix says`(
    source: ClusterKind, target: ClusterKind, isSupported: Bool
  ) throws {
    let findings = try judge(source, target)
    #expect(findings.count == 1)
    #expect(findings.first?.level == (isSupported ? .ok : .blocker))
    #expect(findings.first?.code == (isSupported ? .pairSupported : .pairUnsupported))
    #expect((findings.first?.hint == nil) == isSupported)
  }

  @Test func `the matrix has nine pairs, each once, and names its source`() throws {
    let matrix = try CompatibilityMatrix.builtIn()
    let kinds: [ClusterKind] = [.free, .serverless, .dedicated]
    for source in kinds {
      for target in kinds {
        #expect(matrix.pairs.count { $0.source == source && $0.target == target } == 1)
      }
    }
    #expect(matrix.pairs.count == 9)
    #expect(matrix.source.hasPrefix("https://docs.zilliz.com/"))
  }

  @Test func `a Free cluster is upgraded to Serverless in place`() throws {
    #expect(try judge(.free, .serverless).first?.hint?.contains("in place") == true)
  }

  @Test(arguments: [
    (ClusterKind.milvus, ClusterKind.milvus), (.lite, .dedicated), (.dedicated, .milvus),
    (.milvus, .lite),
  ])
  func `no matrix applies where one end is not of Zilliz Cloud`(
    source: ClusterKind, target: ClusterKind
  ) throws {
    let findings = try judge(source, target)
    #expect(findings[.pairFree] == .ok)
    #expect(findings.text(.pairFree).contains("no matrix applies"))
  }

  @Test func `an unclear kind is unknown and asks to be declared`() throws {
    let findings = try judge(.zilliz, .dedicated)
    #expect(findings[.pairUnknown] == .unknown)
    #expect(findings.text(.pairUnknown).contains("the source is"))
    #expect(findings.first?.hint?.contains("--kind") == true)
  }

  @Test func `an on-demand endpoint takes no rows`() throws {
    #expect(try judge(.milvus, .onDemand)[.targetReadOnly] == .blocker)
    #expect(try judge(.onDemand, .dedicated)[.pairUnknown] == .unknown)
  }

  private func judge(_ source: ClusterKind, _ target: ClusterKind) throws -> [Finding] {
    let pair = Sample.pair(
      Sample.end(Sample.milvus264, source), Sample.end(Sample.milvus264, target))
    return PairRules.judge(pair, try CompatibilityMatrix.builtIn())
  }
}
