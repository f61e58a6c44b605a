extension SparkExecutor {
  /// What changes while it runs.
  struct State {
    var board = SparkState<SparkErrand>()
    /// The driver that there is.
    var link: WorkerLink?
    /// Nil until Spark runs.
    var slots: SparkSlots?
    /// Nil unless the first wave is under way.
    var reach: SparkReach?
    /// What becomes of every task, once there will be no driver any more.
    var ending: RangeOutcome?
    /// What the last worker that failed has said.
    var lastWords: String?
    /// Whether a worker may be in the midst of a write that must not end there.
    var mayRepair = false
    /// Attempts at whose last range rows had to be written.
    var repairing: Set<SparkAttempt> = []

    /// Whether a worker has something to write, as far as anybody knows.
    func isWriting(_ attempt: SparkAttempt) -> Bool {
      repairing.contains(attempt)
        || board.numbers(of: attempt).contains { board[$0]?.work.isCopy == true }
    }
  }
}
