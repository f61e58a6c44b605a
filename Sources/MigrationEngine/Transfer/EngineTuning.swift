package import JobJournal
internal import RangeTransfer

/// How an engine goes about its work where users have no say.
package struct EngineTuning: Sendable {
  /// How failed calls are repeated.
  package var retries = RetryPolicy()
  /// How long a job that was asked to stop waits for calls in flight.
  ///
  /// 10 s: with what a job does to end in good order, within the 15 s that a system grants a process.
  package var pausePatience = Duration.seconds(10)
  /// The most rows of a key range; nil leaves it to the size of rows.
  package var rowsPerRange: Int?
  /// Who copies key ranges, unless a job's own run says so, and who compares and repairs them.
  package var execution = JobExecution.here
  /// Who looks on at the writes of the journal.
  package var journalWriteHook: JournalWriteHook?

  /// What users get.
  package init() {}
}
