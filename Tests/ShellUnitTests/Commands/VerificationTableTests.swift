import MilvusClient
import Testing

@testable import MigrationEngine
@testable import Shell

/// What is shown of the comparisons of several collections.
@Suite struct VerificationTableTests {
  private func row(
    _ name: ServerName, _ change: (inout VerificationReport) -> Void = { _ in }
  ) -> VerificationTable.Row {
    let address = CollectionAddress(name: name)
    var report = VerificationReport(source: address, target: address, mode: .full)
    (report.sourceRows, report.targetRows) = (1200, 1200)
    change(&report)
    return .init(source: "source:\(name)", target: "target:\(name)", report: report)
  }

  private var mixed: VerificationTable {
    let failure = Report(MigrationError(.collectionNotFound, "the target has no collection c"))
    return VerificationTable(
      mode: .full,
      comparisons: [
        row("a"), row("b") { $0.differenceCount = 3 }, row("d") { $0.targetRows = 7 },
        .init(source: "source:c", failure: failure),
      ])
  }

  @Test func `each has a row, and those that differ are counted and named`() {
    #expect(
      screen(mixed) == """
        COLLECTION  SOURCE  TARGET
        source:a     1,200   1,200  equal
        source:b     1,200   1,200  3 differences
        source:d     1,200       7  the counts differ
        source:c         ?       ?  not compared
        4 collections: 1 equal, 2 differ, 1 not compared
        hint: see what differs with: verify b

        """)
    #expect(!mixed.isEqual)
  }

  @Test func `what was not compared in full is said`() {
    let counted = VerificationTable(mode: .count, comparisons: [row("a")])
    #expect(screen(counted).hasSuffix("1 collection: 1 equal (--mode count)\n"))
    #expect(counted.isEqual)
  }

  @Test func `JSON has an object for each, with null where nothing is known`() {
    let lines = Renderer(format: .jsonl).text(of: mixed).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[3].contains("\"equal\":null"))
    #expect(lines[3].contains("the target has no collection c"))
    #expect(lines[0].contains("\"equal\":true") && lines[0].contains("\"error\":null"))
  }
}
