internal import Foundation
internal import MilvusClient
internal import Testing

@testable internal import JobJournal
@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What a repair does about differences, and when it must not begin.
struct RepairDecisionTests {
  private let differences = [
    Difference(key: .int64(9), partition: nil, kind: .extra, fields: []),
    Difference(key: .int64(3), partition: nil, kind: .changed, fields: ["title"]),
    Difference(key: .int64(1), partition: nil, kind: .missing, fields: []),
  ]

  @Test func `what is missing or changed is written, what is extra stays`() {
    let plan = RepairPlan(differences, deletesExtra: false)
    #expect(plan.writes == [.int64(1), .int64(3)])
    #expect(plan.deletes.isEmpty)
  }

  @Test func `what is extra is deleted only if that was asked for`() {
    #expect(RepairPlan(differences, deletesExtra: true).deletes == [.int64(9)])
    #expect(RepairPlan([differences[0]], deletesExtra: false).isEmpty)
    #expect(!RepairPlan([differences[0]], deletesExtra: true).isEmpty)
  }

  @Test func `what the source has after all is no difference, and not deleted`() {
    let chunk = Chunk(partition: nil, range: KeyRange())
    var found = ChunkFindings(
      chunk: chunk, sourceRows: 2, targetRows: 3, bytes: 10, differences: differences)
    found.acquit([.int64(9), .int64(3)])
    #expect(found.sourceRows == 3)
    #expect(found.differences == Array(differences.dropFirst()))
    let plan = RepairPlan(found.differences, deletesExtra: true)
    #expect(plan.deletes.isEmpty && plan.writes.count == 2)
  }

  @Test(arguments: [(false, 1), (true, 2)])
  func `what was to be deleted and is there all the same is not counted as deleted`(
    isDry: Bool, deleted: Int64
  ) {
    let extra = [8, 9].map {
      Difference(key: .int64($0), partition: nil, kind: .extra, fields: [])
    }
    var report = RepairReport(
      RepairOptions(deletesExtra: true, isDryRun: isDry), source: .docs, target: .docs)
    let chunk = Chunk(partition: nil, range: KeyRange())
    var repaired = ChunkOutcome(ChunkFindings(chunk: chunk))
    let before = ChunkFindings(chunk: chunk, targetRows: 2, differences: extra)
    let after = ChunkFindings(chunk: chunk, targetRows: 1, differences: [extra[1]])
    repaired.add(before, RepairPlan(extra, deletesExtra: true), SentRows(), isDry ? before : after)
    report.note(repaired)
    #expect(report.deleted == deleted)
  }

  /// The jobs of one collection, oldest first, and the one that stands in the way.
  struct Standing: Sendable, CustomTestStringConvertible {
    var jobs: [(JobRecord.State, JobRecord.Phase)]
    var writer: Int?

    var testDescription: String { "\(jobs.map { "\($0.0) at \($0.1)" }) -> \(writer ?? 0)" }
  }

  private static let standings = [
    Standing(jobs: []), Standing(jobs: [(.successful, .finished)]),
    Standing(jobs: [(.pending, .create)], writer: 1),
    Standing(jobs: [(.inProgress, .copy)], writer: 1),
    Standing(jobs: [(.inProgress, .verify)], writer: 1),
    Standing(jobs: [(.paused, .copy)], writer: 1), Standing(jobs: [(.paused, .verify)]),
    Standing(jobs: [(.failed, .copy)], writer: 1), Standing(jobs: [(.failed, .verify)]),
    Standing(jobs: [(.failed, .copy), (.successful, .finished)]),
    Standing(jobs: [(.successful, .finished), (.failed, .create)], writer: 2),
    Standing(jobs: [(.paused, .copy), (.successful, .finished)], writer: 1),
  ]

  @Test(arguments: standings)
  func `a job that may still insert entities stands in the way`(standing: Standing) {
    let jobs = standing.jobs.enumerated().map { place, job in
      JobRecord(id: Int64(place) + 1, state: job.0, phase: job.1)
    }
    #expect(JobRecord.writer(among: jobs)?.id == standing.writer.map(Int64.init))
  }

  @Test func `a report counts a range on both sides, before and after`() {
    var report = RepairReport(RepairOptions(), source: .docs, target: .docs)
    let chunk = Chunk(partition: nil, range: KeyRange())
    var repaired = ChunkOutcome(ChunkFindings(chunk: chunk))
    let before = ChunkFindings(
      chunk: chunk, sourceRows: 3, targetRows: 3, bytes: 10, differences: differences)
    let after = ChunkFindings(
      chunk: chunk, sourceRows: 3, targetRows: 4, bytes: 10, differences: [differences[0]])
    repaired.add(before, RepairPlan(differences, deletesExtra: false), SentRows(bytes: 50), after)
    report.note(repaired)
    #expect(report.written == 2 && report.deleted == 0 && report.writtenBytes == 50)
    #expect(report.found.differenceCount == 3 && report.left.differenceCount == 1)
    #expect(report.left.sourceRows == 3 && report.left.targetRows == 4)
    #expect(!report.isEqual)
  }

  @Test func `a partition that holds a key twice differs although its keys do not`() {
    var report = VerificationReport(source: .docs, target: .docs, mode: .full)
    report.note(.init(source: 5, target: 5), of: "p", counted: .init(source: 5, target: 7))
    #expect(report.partitions.map(\.target) == [7])
    #expect(!report.isEqual)
    var single = VerificationReport(source: .docs, target: .docs, mode: .full)
    single.note(.init(source: 5, target: 5), of: "p", counted: .init(source: 5, target: 5))
    #expect(single.partitions.isEmpty && single.counts.count == 1 && single.isEqual)
  }

  @Test func `ranges and differences of a report are in the order of partitions and keys`() {
    var report = VerificationReport(source: .docs, target: .docs, mode: .full)
    report.counts = [("b", 0, 0), ("a", 0, 0)]
    for (partition, lower) in [("a", nil), ("b", 5), ("a", 3), ("b", nil)] as [(ServerName, Int64?)]
    {
      let chunk = Chunk(
        partition: partition, range: KeyRange(lower: lower.map(PrimaryKey.int64), upper: nil))
      report.note(ChunkFindings(chunk: chunk))
    }
    report.note(differences)
    report.sort()
    #expect(report.comparedRanges.map(\.partition) == ["b", "b", "a", "a"])
    #expect(report.comparedRanges.map(\.range.lower) == [nil, .int64(5), nil, .int64(3)])
    #expect(report.differences.map(\.key) == [.int64(1), .int64(3), .int64(9)])
  }
}

extension CollectionAddress {
  fileprivate static let docs = CollectionAddress(name: "docs")
}

extension JobRecord {
  fileprivate init(id: Int64, state: State, phase: Phase) {
    self.init(
      id: id, state: state, phase: phase, fingerprint: "", sourcePlace: "", targetPlace: "",
      sourceLabel: "", targetLabel: "", sourceDatabase: "", sourceCollection: "",
      targetDatabase: "", targetCollection: "", plan: Data(), createdAt: .distantPast)
  }
}
