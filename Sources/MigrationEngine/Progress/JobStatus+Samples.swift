internal import JobJournal
internal import MigrationPlanning
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension JobStatus {
  /// Adds what the samples of the last minute tell of a job that another process runs.
  mutating func overlay(_ samples: [SampleRecord], at now: Date) {
    guard let first = samples.first else { return }
    var estimator = RateEstimator()
    var progress = first.at
    for (earlier, sample) in zip([first] + samples, samples) {
      estimator.note(
        rows: sample.rows, bytes: sample.bytes, at: sample.at.timeIntervalSince(first.at))
      if sample.rows > earlier.rows { progress = sample.at }
    }
    execution = samples.last?.execution.map(ExecutionStatus.init)
    secondsSinceProgress = max(0, now.timeIntervalSince(progress))
    rate = estimator.rate(at: now.timeIntervalSince(first.at))
    guard let total, let rate, rate.rows > 0 else { return }
    secondsLeft = Outlook.secondsLeft(
      total.subtractingClamped(done), at: rate.rows, done: done, of: total,
      after: now.timeIntervalSince(first.at))
  }
}

extension SampleRecord.Execution {
  /// Who copies, to be recorded; nil as long as nobody has come.
  init?(_ status: ExecutionStatus) {
    guard status.executors > 0 else { return nil }
    self.init(application: status.application, executors: status.executors, tasks: status.tasks)
  }
}

extension ExecutionStatus {
  /// Who copied when a sample was taken.
  init(_ record: SampleRecord.Execution) {
    self.init(application: record.application, executors: record.executors, tasks: record.tasks)
  }
}
