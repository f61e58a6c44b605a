internal import Foundation
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

/// Tasks to compare and repair, and what became of them, are values, and small ones.
struct ChunkTaskTests {
  private static let rules = RepairRules(
    columns: [PlannedColumn(name: "id", isPrimaryKey: true), PlannedColumn(name: "v")],
    replay: .deleteThenInsert, deletesExtra: true, isDryRun: false)

  @Test(arguments: [ChunkTask.Work.compare, .repair(rules), .makeSingle(rules)])
  func `a task that was written is the task that is read`(work: ChunkTask.Work) throws {
    let view = RowView(
      collection: CollectionAddress(database: "caf\u{E9}", name: "docs"),
      key: KeyColumn(try #require(Sample.schema().primaryKey)), columns: ["id", "v"],
      filter: "year > 2000 and name like \"é%\"", hasPartitionKey: true, timestamp: .max)
    let chunk = Chunk(
      partition: "p", range: KeyRange(lower: .int64(.min), upper: .int64(.max)), keys: nil,
      bytes: 12, isLevel: true, isForeign: true)
    let task = ChunkTask(views: RowViews(left: view, right: view), chunk: chunk, work: work)
    #expect(try copy(of: task) == task)
    #expect(!String(decoding: try JSONEncoder().encode(task), as: UTF8.self).contains("\n"))
  }

  @Test func `an outcome that was written is the outcome that is read`() throws {
    var outcome = ChunkOutcome(findings(2))
    outcome.add(
      findings(3), RepairPlan(findings(3).differences, deletesExtra: true),
      SentRows(
        bytes: 7, rejects: [RejectedRow(key: .varchar("e\u{301}"), partition: nil, reason: "…")]),
      findings(1))
    #expect(try copy(of: outcome) == outcome)
  }

  @Test func `an outcome counts all rows that differ, and names as many as a report`() {
    var outcome = ChunkOutcome(ChunkFindings(chunk: Self.chunk))
    let all = findings(12_000)
    outcome.add(all, RepairPlan(all.differences, deletesExtra: true), SentRows(), all)
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
    let before = ChunkFindings(
      chunk: Self.chunk, sourceRows: 10, targetRows: 11,
      differences: kinds.enumerated().map {
        Difference(key: .int64(Int64($0)), partition: nil, kind: $1, fields: [])
      })
    let keys = [0, 1, 2].map(PrimaryKey.int64)
    let repaired = before.replacing(
      keys, by: ChunkFindings(chunk: Self.chunk, sourceRows: 2, targetRows: 2, bytes: 5))
    #expect(repaired.sourceRows == 10 && repaired.targetRows == 11 && repaired.bytes == 5)
    #expect(repaired.differences == [before.differences[3]] && repaired.kinds == [.extra: 1])
    let missed = before.replacing(
      keys,
      by: ChunkFindings(
        chunk: Self.chunk, sourceRows: 2, targetRows: 1, differences: [before.differences[0]]))
    #expect(missed.targetRows == 10 && missed.kinds == [.extra: 1, .missing: 1])
  }

  private static let chunk = Chunk(partition: nil, range: KeyRange())

  private func findings(_ count: Int) -> ChunkFindings {
    ChunkFindings(
      chunk: Self.chunk, sourceRows: count, targetRows: count, bytes: 9,
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
