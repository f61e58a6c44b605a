/// Records, durably, that rows of a task may be on the target from now on; returns whether some may be
/// there from before.
///
/// - Throws: What keeps it from being recorded; then nothing of the task may be sent.
package typealias RangeLease = @Sendable () async throws -> Bool

/// Does tasks, wherever it does them.
///
/// It takes the lease before it sends the first byte of a task, and again before it sends rows once more
/// of which nobody knows whether they are stored. It may be handed a task that was handed out before, and
/// ends each with one outcome. Whoever is cancelled ends soon, and what was sent then may be stored.
package protocol RangeExecutor: Sendable {
  /// Does a task to its end, or until the job is to pause.
  func run(_ task: RangeTask, lease: @escaping RangeLease) async -> RangeOutcome
}
