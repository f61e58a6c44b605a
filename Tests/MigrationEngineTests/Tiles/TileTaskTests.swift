internal import Foundation
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

/// Tasks to compare and mend, and what became of them, are values, and small ones.
struct TileTaskTests {
  private static let rules = MendingRules(
    columns: [PlannedColumn(name: "id", isPrimaryKey: true), PlannedColumn(name: "v")],
    replay: .deleteThenInsert, deletesExtra: true, isDryRun: false)

  @Test(arguments: [TileTask.Work.compare, .mend(rules), .makeSingle(rules)])
  func `a task that was written is the task that is read`(work: TileTask.Work) throws {
    let view = RowView(
      collection: CollectionAddress(database: "caf\u{E9}", name: "docs"),
      key: KeyColumn(try #require(Sample.schema().primaryKey)), columns: ["id", "v"],
      filter: "year > 2000 and name like \"é%\"", hasPartitionKey: true, timestamp: .max)
    let tile = Tile(
      partition: "p", range: KeyRange(lower: .int64(.min), upper: .int64(.max)), keys: nil,
      bytes: 12, isLevel: true, isForeign: true)
    let task = TileTask(views: RowViews(left: view, right: view), tile: tile, work: work)
    #expect(try copy(of: task) == task)
    #expect(!String(decoding: try JSONEncoder().encode(task), as: UTF8.self).contains("\n"))
  }

  @Test func `an outcome that was written is the outcome that is read`() throws {
    var outcome = TileOutcome(findings(2))
    outcome.add(
      findings(3), Mending(findings(3).differences, deletesExtra: true),
      SentRows(
        bytes: 7, rejects: [RejectedRow(key: .varchar("e\u{301}"), partition: nil, reason: "…")]),
      findings(1))
    #expect(try copy(of: outcome) == outcome)
  }

  @Test func `an outcome counts all rows that differ, and names as many as a report`() {
    var outcome = TileOutcome(TileFindings(tile: Self.tile))
    let all = findings(12_000)
    outcome.add(all, Mending(all.differences, deletesExtra: true), SentRows(), all)
    outcome.keepMostNamed()
    #expect(outcome.before.differences == Array(all.differences.prefix(10_000)))
    #expect(outcome.after.differences.count == VerificationReport.differenceLimit)
    var report = VerificationReport(
      source: CollectionAddress(name: "docs"), target: CollectionAddress(name: "docs"), mode: .full)
    report.note(outcome.before)
    #expect(report.differenceCount == 12_000 && report.differences.count == 10_000)
    #expect(report.kinds == [.missing: 6_000, .extra: 6_000])
    #expect(report.comparedRanges.map(\.differences) == [12_000])
    #expect(outcome.writes == 6_000 && outcome.deletes == 6_000 && outcome.kept == 6_000)
  }

  @Test func `rows that are compared again take the place of what was found of them`() {
    let kinds: [Difference.Kind] = [.missing, .changed, .extra, .extra]
    let before = TileFindings(
      tile: Self.tile, sourceRows: 10, targetRows: 11,
      differences: kinds.enumerated().map {
        Difference(key: .int64(Int64($0)), partition: nil, kind: $1, fields: [])
      })
    let keys = [0, 1, 2].map(PrimaryKey.int64)
    let mended = before.replacing(
      keys, by: TileFindings(tile: Self.tile, sourceRows: 2, targetRows: 2, bytes: 5))
    #expect(mended.sourceRows == 10 && mended.targetRows == 11 && mended.bytes == 5)
    #expect(mended.differences == [before.differences[3]] && mended.kinds == [.extra: 1])
    let missed = before.replacing(
      keys,
      by: TileFindings(
        tile: Self.tile, sourceRows: 2, targetRows: 1, differences: [before.differences[0]]))
    #expect(missed.targetRows == 10 && missed.kinds == [.extra: 1, .missing: 1])
  }

  private static let tile = Tile(partition: nil, range: KeyRange())

  private func findings(_ count: Int) -> TileFindings {
    TileFindings(
      tile: Self.tile, sourceRows: count, targetRows: count, bytes: 9,
      differences: (0..<count).map {
        Difference(
          key: .int64(Int64($0)), partition: "p", kind: $0.isMultiple(of: 2) ? .missing : .extra,
          fields: [])
      })
  }

  private func copy<Value: Codable>(of value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: try JSONEncoder().encode(value))
  }
}
