internal import Synchronization

/// How many rows of one job the target may refuse: beyond it the schema is wrong, and not a row.
final class RejectAllowance: Sendable {
  /// The most rows; 0 lets the first refusal end the job.
  let limit: Int
  private let count: Mutex<Int>

  /// An allowance of which earlier runs of the job have spent some.
  init(limit: Int, spent: Int) {
    self.limit = limit
    count = Mutex(spent)
  }

  /// Counts one more row; returns how many that makes, which may be above the limit.
  func spend() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }

  /// Takes back rows that are sent once more, and decided about anew.
  func refund(_ rows: Int) {
    count.withLock { $0 -= rows }
  }
}
