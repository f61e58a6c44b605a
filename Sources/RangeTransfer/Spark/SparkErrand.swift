/// A task that has not ended, while attempts at it come and go.
struct SparkErrand {
  let work: WorkerErrand
  let end: CheckedContinuation<WorkerErrand.Ending, Never>
  /// What the newest attempt has written.
  var counted = CountedRows()
  /// Whether the lease was asked for, so that an attempt may have stored rows.
  var wasLeased = false

  /// The task as the next attempt gets it.
  var nextWork: WorkerErrand {
    guard case .copy(let task, let lease) = work else { return work }
    var range = task.work
    range.wasSent = range.wasSent || wasLeased
    return .copy(RangeTask(route: task.route, work: range, attempt: task.attempt), lease)
  }

  /// What it takes of a shard.
  var bytes: Int {
    switch work {
    // One that is worth a task of Spark, or cannot be larger.
    case .copy: RangeSize.Shard.bytes.upperBound
    // 2 MiB: a question takes its time, whatever the answer weighs; so 32 fill the smallest shard.
    case .chunk(let task): max(task.chunk.bytes, 2 << 20)
    }
  }
}
