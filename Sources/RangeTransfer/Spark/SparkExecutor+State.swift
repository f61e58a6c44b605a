extension SparkExecutor {
  /// What changes while it runs.
  package struct State {
    package var board = SparkState<SparkErrand>()
    /// The driver that there is.
    package var link: WorkerLink?
    /// Nil until Spark runs.
    package var slots: SparkSlots?
    /// Nil unless the first wave is under way.
    package var reach: SparkReach?
    /// What becomes of every task, once there will be no driver any more.
    package var ending: RangeOutcome?
    /// What the last worker that failed has said.
    package var lastWords: String?
    /// Whether a worker may be in the midst of a write that must not end there.
    var mayRepair = false
    /// Attempts at whose last range rows had to be written.
    package var repairing: Set<SparkAttempt> = []

    /// Whether a worker has something to write, as far as anybody knows.
    func isWriting(_ attempt: SparkAttempt) -> Bool {
      repairing.contains(attempt)
        || board.numbers(of: attempt).contains { board[$0]?.work.isCopy == true }
    }
  }
}
