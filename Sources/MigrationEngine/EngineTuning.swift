package import JobJournal

/// How an engine goes about its work where users have no say.
package struct EngineTuning: Sendable {
  /// How failed calls are repeated.
  package var retries = RetryPolicy()
  /// The most rows of a key range; nil leaves it to the size of rows.
  package var rowsPerRange: Int?
  /// Who looks on at the writes of the journal.
  package var journalWitness: JournalWitness?

  /// What users get.
  package init() {}
}
