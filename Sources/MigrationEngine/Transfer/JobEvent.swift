/// Kinds of the events by which a job knows its own traces after a crash.
enum JobEvent {
  /// The target collection is about to be made.
  static let creates = "creates"
  /// The target is about to be loaded, to be released again.
  static let loadsTarget = "loadsTarget"
}
