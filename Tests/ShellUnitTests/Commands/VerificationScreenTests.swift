import Foundation
import MilvusClient
import Testing

@testable import MigrationEngine
@testable import RangeTransfer
@testable import Shell

@Suite struct VerificationScreenTests {
  private func report(_ change: (inout VerificationReport) -> Void = { _ in }) -> VerificationReport
  {
    let docs = CollectionAddress(name: "docs_v1")
    var report = VerificationReport(source: docs, target: docs, mode: .full)
    (report.sourceRows, report.targetRows) = (2_408_113, 2_408_113)
    (report.ranges, report.seconds) = (96, 12.3)
    change(&report)
    return report
  }

  @Test func `equal content is said with its time`() {
    #expect(
      screen(VerificationScreen(report: report())) == """
                    SOURCE     TARGET
        entities    2,408,113  2,408,113  equal
        key ranges  96         96 equal
        content is equal, 12.3 s

        """)
  }

  @Test func `differences are named by key`() {
    let different = report { report in
      report.targetRows = 2_408_111
      report.differingRanges = 1
      report.differenceCount = 3
      report.differences = [
        Difference(key: .int64(1_020_417), partition: nil, kind: .missing, fields: []),
        Difference(key: .int64(1_031_122), partition: nil, kind: .missing, fields: []),
        Difference(key: .int64(7), partition: nil, kind: .changed, fields: ["title", "tags"]),
      ]
    }
    #expect(
      screen(VerificationScreen(report: different)) == """
                    SOURCE     TARGET
        entities    2,408,113  2,408,111            differ
        key ranges  96         95 equal, 1 differs
        missing       2 not on the target: 1020417, 1031122
        changed       1 with other values: 7 (title, tags)
        3 differences in 1 of 96 ranges, 12.3 s

        """)
  }

  @Test func `the partitions and fields that alone were compared are named`() {
    let chosen = report {
      ($0.chosenPartitions, $0.chosenFields) = (["y2025", "y2026"], ["title"])
    }
    #expect(
      screen(VerificationScreen(report: chosen)) == """
                    SOURCE     TARGET
        entities    2,408,113  2,408,113  equal
        key ranges  96         96 equal
        partitions    only y2025, y2026
        fields        only title
        content is equal, 12.3 s

        """)
  }

  @Test func `counting names the partitions that differ`() {
    let counted = report { report in
      report.mode = .count
      report.targetRows = 2_408_000
      report.partitions = [(name: "archive", source: 200, target: 87)]
    }
    #expect(
      screen(VerificationScreen(report: counted)) == """
                   SOURCE     TARGET
        entities   2,408,113  2,408,000  differ
          archive  200        87         differ
        the numbers of entities differ, 12.3 s

        """)
  }

  @Test func `many keys are named in part on the screen and in full in JSON`() {
    let many = report { report in
      report.differenceCount = 20
      report.differingRanges = 2
      report.differences = (0..<20).map {
        Difference(key: .varchar("k\($0)"), partition: nil, kind: .extra, fields: [])
      }
    }
    let value = VerificationScreen(report: many)
    #expect(screen(value).contains("20 on the target only: \"k0\", \"k1\", \"k2\", "))
    #expect(json(value).contains("\"key\":\"k19\""))
    #expect(Renderer(format: .jsonl).text(of: value).split(separator: "\n").count == 20)
  }

  private func sampled(_ change: (inout VerificationReport) -> Void = { _ in })
    -> VerificationReport
  {
    report { report in
      report.mode = .sample
      report.sample = RangeSample(share: 0.05, seed: 402_117)
      (report.ranges, report.allRanges, report.comparedRows) = (6, 96, 150_000)
      change(&report)
    }
  }

  @Test func `a sample says which part was compared, and its seed`() {
    #expect(
      screen(VerificationScreen(report: sampled())) == """
                    SOURCE     TARGET
        entities    2,408,113  2,408,113  equal
        key ranges  6          6 equal
        sample        6 of 96 ranges, 150,000 entities (6.2 %), seed 402117
        counts are equal, and so is the content of the sample, 12.3 s

        """)
    #expect(
      json(VerificationScreen(report: sampled())).contains(
        "\"sample\":{\"percent\":5.0,\"seed\":402117}"))
  }

  @Test func `a sample without differences may still count other numbers`() {
    let report = sampled { report in
      report.targetRows = 2_408_000
      report.partitions = [(name: "archive", source: 200, target: 87)]
    }
    let text = screen(VerificationScreen(report: report))
    #expect(text.contains("  archive   200        87         differ"))
    #expect(text.contains("the content of the sample is equal, 12.3 s"))
    #expect(!report.isEqual)
  }

  @Test func `what can be typed next stands below`() {
    var value = VerificationScreen(report: report { $0.targetRows -= 1 })
    value.hint = "write just what differs again with: repair docs_v1"
    #expect(screen(value).hasSuffix("hint: write just what differs again with: repair docs_v1\n"))
    #expect(!json(value).contains("hint"))
  }

  @Test func `the JSON has everything that was found`() throws {
    let docs = CollectionAddress(name: "docs_v1")
    var report = VerificationReport(source: docs, target: docs, mode: .full)
    (report.sourceRows, report.targetRows, report.comparedRows) = (3, 2, 3)
    (report.ranges, report.differingRanges, report.allRanges) = (1, 1, 1)
    report.counts = [(name: "_default", source: 3, target: 2)]
    report.comparedRanges = [
      ComparedRange(
        partition: "_default", range: KeyRange(lower: .int64(5), upper: nil), sourceRows: 3,
        targetRows: 2, differences: 1)
    ]
    report.schemaDifferences = ["description is missing"]
    report.note([Difference(key: .int64(7), partition: "_default", kind: .missing, fields: [])])
    var value = VerificationScreen(report: report)
    value.finishedAt = Date(timeIntervalSince1970: 1_777_636_931)
    value.ends = ComparedEnds(try .named("prod", "2.3.5"), try .named("test", "2.6.4"))
    #expect(
      json(value) == """
        {"schema":"vecferry.verification/1","source":"source:docs_v1","target":"target:docs_v1",\
        "mode":"full","equal":false,"sourceEntities":3,"targetEntities":2,"partitions":[],\
        "ranges":1,"differingRanges":1,"schemaDifferences":["description is missing"],\
        "differenceCount":1,"differences":[{"key":7,"partition":"_default","kind":"missing",\
        "fields":[]}],"loadedTarget":false,"seconds":0.0,"bytes":0,"sample":null,\
        "comparedEntities":3,"allRanges":1,"partitionCounts":[{"name":"_default",\
        "sourceEntities":3,"targetEntities":2}],"comparedRanges":[{"partition":"_default",\
        "after":5,"upTo":null,"sourceEntities":3,"targetEntities":2,"differences":1}],\
        "chosenPartitions":null,"chosenFields":null,"filter":null,"ends":{\
        "source":{"cluster":"prod","address":"http://prod:19530","version":"2.3.5"},\
        "target":{"cluster":"test","address":"http://test:19530","version":"2.6.4"}},\
        "finishedAt":"2026-05-01T12:02:11Z"}

        """)
  }
}

extension Cluster {
  /// A cluster that is never reached.
  static func named(_ label: String, _ version: String) throws -> Cluster {
    Cluster(
      label: label,
      access: MilvusAccess(endpoint: try MilvusEndpoint.parse("http://\(label):19530").endpoint),
      identity: ServerIdentity(
        version: ServerVersion.parse(stated: version) ?? .assumed, text: version,
        roundTrip: .milliseconds(1)),
      profile: ClusterProfile(kind: .milvus))
  }
}
