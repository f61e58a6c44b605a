/// Kinds of events; by the first a job knows its own trace after a crash.
enum JobEvent {
  /// The target collection is about to be made.
  static let creates = "creates"
  /// The job runs for the first time.
  static let started = "started"
  /// The job runs again.
  static let resumed = "resumed"
  /// The user took something out of the job's plan.
  static let amended = "amended"
  /// The user gave the job up.
  static let canceled = "canceled"

  /// The message of a job that was given up along with the collection that it had made.
  static let droppedTarget = "its collection was dropped"
}
