/// Looks on at every write of a journal, and can make it fail.
package struct JournalWriteHook: Sendable {
  /// When it looks.
  package enum Moment: Sendable, CaseIterable {
    /// Nothing of the write is on disk.
    case before
    /// All of it is on disk, and the caller does not know yet.
    case after
  }

  /// Is told of a write; what it throws is what the write fails with.
  let look: @Sendable (Moment, _ attempt: String) throws(JournalError) -> Void

  /// Makes a hook.
  package init(
    _ look: @escaping @Sendable (Moment, _ attempt: String) throws(JournalError) -> Void
  ) {
    self.look = look
  }
}
