import Foundation
import MilvusClient
import Testing

@testable import MigrationEngine
@testable import RangeTransfer
@testable import Shell

@Suite struct RepairScreenTests {
  private static let missing = Difference(
    key: .int64(1_020_417), partition: nil, kind: .missing, fields: [])
  private static let changed = Difference(
    key: .int64(7), partition: nil, kind: .changed, fields: ["title"])
  private static let extra = Difference(key: .int64(9), partition: nil, kind: .extra, fields: [])

  /// Three differences in one of four ranges; what is left depends on the options.
  private func report(
    _ options: RepairOptions = RepairOptions(), change: (inout RepairReport) -> Void = { _ in }
  ) -> RepairReport {
    let docs = CollectionAddress(name: "docs_v1")
    var report = RepairReport(options, source: docs, target: docs)
    (report.found.sourceRows, report.found.targetRows) = (300, 300)
    (report.found.ranges, report.found.differingRanges) = (4, 1)
    report.found.note([Self.missing, Self.changed, Self.extra])
    report.left = report.found
    (report.left.differingRanges, report.left.differenceCount) = (0, 0)
    report.left.differences = []
    report.left.seconds = 1.2
    (report.written, report.writtenBytes) = (2, 640)
    change(&report)
    return report
  }

  @Test func `what was found is said with its fate`() {
    let repaired = report(RepairOptions(deletesExtra: true)) { $0.deleted = 1 }
    #expect(repaired.isEqual)
    #expect(
      screen(RepairScreen(report: repaired))
        == """
                    SOURCE  TARGET
        entities    300     300                equal
        key ranges  4       3 equal, 1 mended
        missing       1 not on the target, written: 1020417
        extra         1 on the target only, deleted: 9
        changed       1 with other values, written: 7 (title)
        2 entities written, 1 entity deleted; content is equal, 1.2 s

        """)
  }

  @Test func `what the target refused is named and not called written`() {
    let repaired = report { report in
      report.refused = [RejectedRow(key: .int64(7), partition: nil, reason: "no good")]
      report.written = 1
    }
    let text = screen(RepairScreen(report: repaired))
    #expect(text.contains("written, or refused: 7 (title)"))
    #expect(text.contains("refused       7: no good\n"))
    #expect(text.contains("1 entity written, 1 entity refused;"))
  }

  @Test func `what only the target has is left there unless it was to be deleted`() {
    let repaired = report { report in
      report.left.targetRows = 301
      report.left.differingRanges = 1
      report.left.note([Self.extra])
    }
    let text = screen(RepairScreen(report: repaired))
    #expect(text.contains("extra         1 on the target only, left there: 9\n"))
    #expect(text.contains("3 equal, 1 differing"))
    #expect(text.hasSuffix("2 entities written; 1 difference left, 1.2 s\n"))
    #expect(!text.contains("afterwards"))
    #expect(!repaired.isEqual)
  }

  @Test func `what was to be deleted and is there all the same is not called deleted`() {
    let repaired = report(RepairOptions(deletesExtra: true)) { report in
      report.left.targetRows = 301
      report.left.differingRanges = 1
      report.left.note([Self.extra])
    }
    let text = screen(RepairScreen(report: repaired))
    #expect(!text.contains("deleted"))
    #expect(text.contains("afterwards:\nextra         1 on the target only: 9\n"))
  }

  @Test func `a dry run says what would be done, and that nothing was`() {
    let dry = report(RepairOptions(deletesExtra: true, isDryRun: true)) { report in
      report.left = report.found
      report.left.seconds = 1.2
      (report.deleted, report.madeSingle) = (1, 4)
    }
    let text = screen(RepairScreen(report: dry))
    #expect(text.contains("missing       1 not on the target, to be written: 1020417\n"))
    #expect(text.contains("extra         1 on the target only, to be deleted: 9\n"))
    #expect(text.contains("doubled       4 further copies of keys, to go\n"))
    #expect(
      text.hasSuffix(
        "2 entities to be written, 1 entity to be deleted; nothing was changed, 1.2 s\n"))
  }

  @Test func `nothing to repair is said`() {
    let clean = report { report in
      report.found.differences = []
      (report.found.differenceCount, report.found.differingRanges, report.written) = (0, 0, 0)
    }
    #expect(
      screen(RepairScreen(report: clean)).hasSuffix("nothing written; content is equal, 1.2 s\n"))
  }

  @Test func `what still differs against all expectation is named`() {
    let odd = report { report in
      report.left.differingRanges = 1
      report.left.note([Self.changed])
    }
    #expect(
      screen(RepairScreen(report: odd)).contains(
        "afterwards:\nchanged       1 with other values: 7 (title)\n"))
  }

  @Test func `partitions and schemas have their lines`() {
    let wide = report { report in
      report.madePartitions = ["archive"]
      report.left.schemaDifferences = ["description is missing, not \"texts\""]
    }
    let text = screen(RepairScreen(report: wide))
    #expect(text.contains("partition     \"archive\" made\n"))
    #expect(text.contains("schema        description is missing"))
    #expect(text.hasSuffix("2 entities written; the sides still differ, 1.2 s\n"))
  }

  @Test func `the JSON tells before and after`() throws {
    let repaired = report { report in
      report.left.targetRows = 301
      report.left.differingRanges = 1
      report.left.note([Self.extra])
    }
    let text = json(RepairScreen(report: repaired))
    #expect(
      text.hasPrefix(
        """
        {"schema":"vecferry.repair/1","source":"source:docs_v1","target":"target:docs_v1",\
        "dryRun":false,"deletesExtra":false,"equal":false,"written":2,"refused":[],\
        "deleted":0,"madeSingle":0,\
        "madePartitions":[],"writtenBytes":640,"sourceEntities":300,"targetEntities":301,\
        "targetEntitiesBefore":300,"ranges":4,"differingRanges":1,"remainingRanges":1,\
        "differenceCount":3,
        """))
    #expect(text.contains("\"remainingCount\":1,\"remaining\":[{\"key\":9,"))
  }
}
