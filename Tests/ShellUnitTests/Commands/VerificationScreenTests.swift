import MilvusClient
import Testing

@testable import MigrationEngine
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
}
