import MilvusClient
import Testing

@testable import MigrationEngine
@testable import RangeTransfer
@testable import Shell

@Suite struct SyncScreenTests {
  private static let new = Difference(
    key: .int64(1_020_417), partition: nil, kind: .missing, fields: [])
  private static let changed = Difference(
    key: .int64(7), partition: nil, kind: .changed, fields: ["title"])
  private static let gone = Difference(key: .int64(9), partition: nil, kind: .extra, fields: [])

  /// Three differences in one of four ranges; what is left depends on the options.
  private func screen(
    _ options: RepairOptions = RepairOptions(), change: (inout RepairReport) -> Void = { _ in }
  ) -> SyncScreen {
    let docs = CollectionAddress(name: "docs_v1")
    var report = RepairReport(options, source: docs, target: docs)
    report.left.seconds = 1.2
    (report.found.sourceRows, report.found.targetRows) = (300, 300)
    (report.left.sourceRows, report.left.targetRows) = (300, 300)
    (report.found.ranges, report.found.differingRanges) = (4, 1)
    report.found.note([Self.new, Self.changed, Self.gone])
    report.written = 2
    change(&report)
    return SyncScreen(report: report)
  }

  @Test func `what was new, changed and gone is counted apart`() {
    let screen = screen(RepairOptions(deletesExtra: true)) { $0.deleted = 1 }
    #expect(screen.isUpToDate)
    #expect(
      ShellUnitTests.screen(screen)
        == """
                    SOURCE  TARGET
        entities    300     300                equal
        key ranges  4       3 equal, 1 mended
        new           1 copied: 1020417
        gone          1 deleted: 9
        changed       1 copied: 7
        2 copied, 1 deleted; content is equal, 1.2 s

        """)
    let text = json(screen)
    for field in [
      #""new":1"#, #""changed":1"#, #""gone":1"#, #""copiedNew":1"#, #""copiedChanged":1"#,
      #""deleted":1"#, #""upToDate":true"#, #""sourceGrowth":0"#,
    ] {
      #expect(text.contains(field), "\(field)")
    }
  }

  @Test func `what is gone is left there unless it was to be deleted`() {
    let screen = screen { report in
      report.left.targetRows = 301
      report.left.differingRanges = 1
      report.left.note([Self.gone])
    }
    let text = ShellUnitTests.screen(screen)
    #expect(text.contains("gone          1 left on the target: 9\n"))
    #expect(text.hasSuffix("2 copied; 1 difference left, 1.2 s\n"))
    #expect(!screen.isUpToDate)
  }

  @Test func `a source that grew meanwhile is not called up to date`() {
    let screen = screen(RepairOptions(deletesExtra: true)) { $0.sourceGrowth = 1234 }
    #expect(screen.report.isEqual && !screen.isUpToDate)
    #expect(
      ShellUnitTests.screen(screen).contains(
        "source        was written to meanwhile: it has 1,234 more entities than at the beginning"))
  }

  @Test func `a dry run says what is to be done`() {
    let screen = screen(RepairOptions(deletesExtra: true, isDryRun: true)) { report in
      report.left = report.found
      report.deleted = 1
    }
    let text = ShellUnitTests.screen(screen)
    #expect(text.contains("new           1 to be copied: 1020417\n"))
    #expect(text.contains("2 to be copied, 1 to be deleted; nothing was changed"))
  }
}
