internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

/// A job as a journal holds it, for tests that only read.
enum RecordedJob {
  /// A moment that the journal's milliseconds hold exactly.
  static let start = Date(timeIntervalSince1970: 1_750_000_000)

  /// A plan of one loaded collection with an alias, two partitions and a lost property.
  static func plan() throws -> MigrationPlan {
    let facts = Sample.facts {
      $0.aliases = ["live"]
      $0.partitions = [
        .init(name: "_default", loadState: .loaded), .init(name: "p", loadState: .loaded),
      ]
      $0.leftProperties = [NotCarried("property \"replicate.id\"", because: "it is the cluster's")]
    }
    return try #require(try Sample.collection(facts).planner.plan())
  }

  static func new() throws -> NewJob {
    let plan = try plan()
    return NewJob(
      fingerprint: plan.fingerprint, sourcePlace: plan.sourcePlace, targetPlace: plan.targetPlace,
      sourceLabel: "prod", targetLabel: "test", sourceDatabase: plan.source.database.text,
      sourceCollection: plan.source.name.text, targetDatabase: plan.target.database.text,
      targetCollection: plan.target.name.text, plan: try plan.encoded(), createdAt: start)
  }

  /// Records a job that copied one of two ranges, was refused a row, and is still running.
  static func make(in journal: Journal) async throws -> Int64 {
    let job = try await journal.create(try new()).id
    try await journal.move(job, to: .inProgress, at: start)
    try await journal.advance(job, to: .copy)
    try await journal.recordSource(job, rows: 1_000, timestamp: nil)
    let partition = try await journal.addPartition(job, name: "_default")
    _ = try await journal.addPartition(job, name: "p")
    let ranges = try await journal.plan(
      [
        NewRange(
          ordinal: 0, lower: nil, upper: PrimaryKey.int64(10).journalText, expectedRows: 10)
      ], partition: partition.id, scannedThrough: PrimaryKey.int64(10).journalText,
      complete: true)
    _ = try await journal.open(ranges[0].id)
    try await journal.finish(
      ranges[0].id, rows: 9, bytes: 900,
      rejects: [(PrimaryKey.int64(7).journalText, "not a number")])
    for (second, rows) in [(0, 0), (2, 9)] as [(Double, Int64)] {
      try await journal.sample(
        NewSample(at: start + second, rows: rows, bytes: rows * 100, retries: Int(second)), of: job)
    }
    try await journal.log(job, kind: "attention", message: "look", at: start)
    return job
  }
}

extension Journal {
  /// Records one job that is pending.
  func create(_ new: NewJob) async throws -> JobRecord {
    try #require(try await create([new]).first)
  }

  /// Records one partition of a job.
  func addPartition(_ job: Int64, name: String) async throws -> PartitionRecord {
    try #require(try await addPartitions(job, names: [name]).first)
  }
}
