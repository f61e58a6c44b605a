internal import MigrationPlanning
package import MilvusClient
internal import Synchronization

/// How many rows of one job the target may refuse: beyond it the schema is wrong, and not a row.
///
/// It also knows whether the target has taken any row: one that refuses all it is shown has something
/// against the collection.
package final class RejectAllowance: Sendable {
  /// The most rows; 0 lets the first refusal end the job.
  package let limit: Int
  private let state: Mutex<State>

  private struct State {
    var refused: Int
    var hasTaken: Bool
    var refusedAtFirst = 0
  }

  /// How many rows were refused.
  package var spent: Int { state.withLock { $0.refused } }

  /// An allowance of which earlier runs of the job have spent some, and may have stored rows.
  package init(limit: Int, spent: Int, hasTaken: Bool) {
    self.limit = limit
    state = Mutex(State(refused: spent, hasTaken: hasTaken))
  }

  /// Whether the target has taken a row of the job.
  package var hasTaken: Bool { state.withLock { $0.hasTaken } }

  /// Notes that the target took rows.
  func tookRows() {
    state.withLock { $0.hasTaken = true }
  }

  /// Notes a single row that was refused; returns whether that is enough to call it all of them.
  func refusedOne() -> Bool {
    state.withLock {
      guard !$0.hasTaken else { return false }
      $0.refusedAtFirst += 1
      // 12: of a collection of which half can be taken, one in 4,000 is judged wrongly.
      return $0.refusedAtFirst >= 12
    }
  }

  /// Notes that a range was set aside, of which no row was taken: of the next one fewer are tried.
  package func setAside() {
    // 8: four more rows of the next range make it 12 again.
    state.withLock { $0.refusedAtFirst = min($0.refusedAtFirst, 8) }
  }

  /// Counts one more row; returns how many that makes, which may be above the limit.
  func spend() -> Int {
    state.withLock {
      $0.refused += 1
      return $0.refused
    }
  }

  /// The failure of a job with more rejects than it may have, the last of them among these.
  package func exceeded(by rejects: [RejectedRow], of source: CollectionAddress) -> Failure {
    let last = rejects.last.map { ", the last one with key \($0.key): \($0.reason)" } ?? ""
    return Failure(
      .migration(.tooManyRejects),
      "the target refused more than \(limit) entities of \"\(source)\"\(last)")
  }

  /// Takes back rows that are sent once more, and decided about anew.
  func refund(_ rows: Int) {
    state.withLock { $0.refused -= rows }
  }
}
