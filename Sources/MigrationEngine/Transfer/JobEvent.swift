/// Kinds of events; by the first four a job knows its own traces after a crash.
enum JobEvent {
  /// The target collection is about to be made.
  static let creates = "creates"
  /// The target is about to be loaded, to be released again.
  static let loadsTarget = "loadsTarget"
  /// Something of the source is about to be loaded for the copy.
  static let loadsSource = "loadsSource"
  /// What was loaded of the source is released again.
  static let releasedSource = "releasedSource"
  /// The job runs for the first time.
  static let started = "started"
  /// The job runs again.
  static let resumed = "resumed"
  /// The user gave the job up.
  static let canceled = "canceled"
}
