import Foundation
import JobJournal
import MilvusClient

@testable import MigrationEngine
@testable import RangeTransfer

extension JobStatus {
  /// A job that is in the middle of its copy.
  static var copying: JobStatus {
    JobStatus(
      id: JobID(rawValue: 1), state: .inProgress, phase: .copy, sourceLabel: "prod",
      targetLabel: "test", sourcePlace: "http://10.0.0.7:19530",
      targetPlace: "http://10.0.0.8:19530", source: CollectionAddress(name: "docs_v1"),
      target: CollectionAddress(name: "docs_v1"), fingerprint: "7c2e91aa", total: 2_408_113,
      done: 1_396_700, bytes: 4_300_000_000, rangesDone: 55, rangesOpen: 4, rangesPlanned: 37,
      isScanned: true, retries: 2, replayed: 0, rejected: 0,
      rate: TransferRate(rows: 3204, bytes: 9_800_000),
      meanRate: TransferRate(rows: 3110, bytes: 9_500_000), copySeconds: 449, secondsLeft: 300,
      secondsSinceProgress: 1, createdAt: Date(timeIntervalSince1970: 1_777_622_530),
      startedAt: Date(timeIntervalSince1970: 1_777_622_531), endedAt: nil, failure: nil,
      result: nil, waitsFor: nil, isRunningHere: true, hindrance: nil)
  }

  /// A job that waits for the first.
  static var waiting: JobStatus {
    var job = copying
    job.id = JobID(rawValue: 2)
    (job.state, job.phase) = (.pending, .create)
    (job.source.name, job.target.name) = ("images", "images")
    (job.total, job.done, job.bytes) = (nil, 0, 0)
    (job.rangesDone, job.rangesOpen, job.rangesPlanned, job.isScanned) = (0, 0, 0, false)
    (job.rate, job.meanRate, job.secondsLeft, job.startedAt) = (nil, nil, nil, nil)
    job.secondsSinceProgress = nil
    job.waitsFor = JobID(rawValue: 1)
    return job
  }

  /// A job that is done.
  static var successful: JobStatus {
    var job = copying
    job.id = JobID(rawValue: 3)
    (job.state, job.phase) = (.successful, .finished)
    (job.source.name, job.target.name) = ("sessions", "sessions_2")
    (job.total, job.done) = (5000, 5000)
    (job.rangesDone, job.rangesOpen, job.rangesPlanned) = (1, 0, 0)
    (job.rate, job.secondsLeft, job.secondsSinceProgress) = (nil, nil, nil)
    job.retries = 0
    job.meanRate = TransferRate(rows: 2500, bytes: 8_000_000)
    job.endedAt = job.startedAt?.addingTimeInterval(2.4)
    job.result = JobResult(
      rows: 5000, bytes: 16_000_000, copySeconds: 2, targetRows: 5000, countedBy: "count(*)",
      duplicateKeys: 0, sourceChanged: false, contentVerified: false)
    job.isRunningHere = false
    return job
  }

  /// A job that is done but for three entities, which the target refused.
  static var picky: JobStatus {
    var job = successful
    (job.done, job.rejected) = (4997, 3)
    job.rejectFile = "/state/rejects/job-3.jsonl"
    job.result?.rows = 4997
    job.result?.targetRows = 4997
    return job
  }

  /// A job that stopped because the target took no more.
  static var stopped: JobStatus {
    var job = copying
    job.state = .paused
    job.failure = Failure(
      .end(.target, .writeDenied), "the target stopped accepting writes: disk quota exceeded")
    job.isRunningHere = false
    return job
  }
}

extension NewJob {
  /// A job of one collection, as the journal is given it.
  static func docs(plan: Data) -> NewJob {
    NewJob(
      fingerprint: "ab12", sourcePlace: "http://10.0.0.7:19530",
      targetPlace: "http://10.0.0.8:19530", sourceLabel: "prod", targetLabel: "test",
      sourceDatabase: "default", sourceCollection: "docs", targetDatabase: "default",
      targetCollection: "docs", plan: plan, createdAt: Date(timeIntervalSince1970: 0))
  }
}
