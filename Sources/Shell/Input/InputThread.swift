internal import Foundation
internal import Synchronization

/// A thread that makes a value, is the only one to touch it, and does work on it in order.
///
/// Reading from a terminal blocks, and the threads of the cooperative pool must not. The thread
/// ends, and lets go of its value, after the last reference to this object is gone.
final class InputThread<Owned>: Sendable {
  private let queue = WorkQueue<Owned>()

  init(name: String, making makeOwned: @escaping @Sendable () -> Owned) {
    let thread = Thread { [queue] in
      let owned = makeOwned()
      while let work = queue.next() { work(owned) }
    }
    thread.name = name
    thread.start()
  }

  deinit {
    queue.close()
  }

  /// Suspends until `work` was done on the thread, after all before it, and returns its result.
  func perform<Result: Sendable>(
    _ work: @escaping @Sendable (Owned) -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      queue.add { continuation.resume(returning: work($0)) }
    }
  }
}

/// Work that waits for its thread.
private final class WorkQueue<Owned>: Sendable {
  typealias Work = @Sendable (Owned) -> Void

  private let waiting = Mutex<(work: [Work], isClosed: Bool)>(([], false))
  private let arrivals = DispatchSemaphore(value: 0)

  func add(_ work: @escaping Work) {
    waiting.withLock { $0.work.append(work) }
    arrivals.signal()
  }

  func close() {
    waiting.withLock { $0.isClosed = true }
    arrivals.signal()
  }

  /// Blocks until there is work; nil after the queue was closed and emptied.
  func next() -> Work? {
    arrivals.wait()
    return waiting.withLock { $0.work.isEmpty ? nil : $0.work.removeFirst() }
  }
}
