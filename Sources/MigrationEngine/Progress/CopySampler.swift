internal import JobJournal
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Records from time to time how far a copy is, so that a report can plot it.
struct CopySampler {
  let journal: Journal
  let job: Int64
  let progress: ProgressCounter
  let eventBuffer: EventBuffer
  private var pace = SamplePace()

  init(journal: Journal, job: Int64, progress: ProgressCounter, eventBuffer: EventBuffer) {
    self.journal = journal
    self.job = job
    self.progress = progress
    self.eventBuffer = eventBuffer
  }

  /// Records a sample if one is due; to be called after each key range.
  mutating func rangeEnded() async throws {
    let counts = progress.snapshot()
    guard pace.isDue(rows: counts.done, of: counts.total, at: progress.now) else { return }
    try await record()
  }

  /// Records a sample, and what the job has said since the last one.
  func record() async throws {
    let counts = progress.snapshot()
    let limit = counts.limit(at: progress.now)
    try await journal.sample(
      NewSample(
        at: Date(), rows: counts.done, bytes: counts.bytes + counts.openBytes,
        retries: counts.allRetries, refusals: counts.earlierRefusals + counts.refusals,
        limit: limit?.bytesPerSecond, limitOwner: limit?.owner.rawValue,
        execution: counts.execution.flatMap(SampleRecord.Execution.init)),
      of: job)
    try await eventBuffer.write(to: journal, job: job)
  }
}
