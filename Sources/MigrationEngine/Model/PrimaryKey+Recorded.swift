internal import JobJournal
internal import MilvusClient

extension PrimaryKey {
  /// Reads a key that the journal kept.
  init(recorded text: String) throws(JournalError) {
    guard let key = PrimaryKey(journalText: text) else {
      throw JournalError(.corrupt, "the journal holds \"\(text)\" where a key belongs")
    }
    self = key
  }
}
