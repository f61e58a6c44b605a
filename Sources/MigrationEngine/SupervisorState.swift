internal import RangeTransfer

/// Which jobs this process runs and queues, and who holds its journal open.
///
/// It is pure: each event returns what its owner is to do next. The journal, and with it the lock, is
/// held as long as anybody works with it: a user who reads or writes, a job that runs, one that waits.
/// Users are counted, because between two steps of theirs a job may end and another begin.
struct SupervisorState: Equatable {
  /// Somebody who waits, by a number.
  typealias Waiter = Int

  /// Where the journal is.
  enum Phase: Equatable {
    /// Nobody needs it; then `opening`.
    case closed
    /// The first user opens it, others wait; then `open`, or `closed` if that fails.
    case opening(waiting: [Waiter])
    /// So many users hold it, and jobs; then `closed`, once there is neither.
    case open(users: Int, queue: [Turn], running: [JobID])
  }

  /// A job that waits for its turn.
  struct Turn: Equatable {
    let job: JobID
    /// It starts once fewer jobs than these copy.
    let width: Int
  }

  /// What a user has to do who wants to work with the journal.
  enum Entrance: Equatable {
    /// Open it, and say how that went.
    case open
    /// Wait until whoever opens it has done so.
    case wait(Waiter)
    /// Go on.
    case enter
  }

  /// What the owner has to do after an event.
  enum Action: Equatable {
    /// Run this job.
    case start(JobID)
    /// Close the journal and free its lock.
    case close
    /// Let these go on: what they waited for has come.
    case resume([Waiter])
    /// Let these go on: what they waited for does not come.
    case refuse([Waiter])
  }

  private(set) var phase = Phase.closed
  /// Those of the running jobs that have copied, and wait for the target to store it.
  private var settling: Set<JobID> = []
  private var lastWaiter = 0
  /// Who waits for a job to leave this process.
  private var leaving: [JobID: [Waiter]] = [:]

  /// The jobs of this process, those that run first, in the order of their start.
  var jobs: [JobID] {
    guard case .open(_, let queue, let running) = phase else { return [] }
    return running + queue.map(\.job)
  }

  /// The jobs that run.
  var running: [JobID] {
    guard case .open(_, _, let running) = phase else { return [] }
    return running
  }
}

// MARK: - Users

extension SupervisorState {
  /// Somebody wants to work with the journal.
  mutating func enter() -> Entrance {
    switch phase {
    case .closed:
      phase = .opening(waiting: [])
      return .open
    case .opening(let waiting):
      let waiter = newWaiter()
      phase = .opening(waiting: waiting + [waiter])
      return .wait(waiter)
    case .open(let users, let queue, let running):
      phase = .open(users: users + 1, queue: queue, running: running)
      return .enter
    }
  }

  /// The journal is open: for whoever opened it, and for those who waited.
  mutating func opened() -> [Action] {
    let waiting = endOpening()
    phase = .open(users: 1 + waiting.count, queue: [], running: [])
    return [.resume(waiting)]
  }

  /// The journal could not be opened; nobody holds it.
  mutating func openingFailed() -> [Action] {
    let waiting = endOpening()
    phase = .closed
    return [.refuse(waiting)]
  }

  /// A user is done with the journal.
  mutating func leave() -> [Action] {
    guard case .open(let users, let queue, let running) = phase, users > 0 else {
      preconditionFailure("only a user who has entered leaves")
    }
    return settle(users: users - 1, queue, running)
  }

  private func endOpening() -> [Waiter] {
    guard case .opening(let waiting) = phase else {
      preconditionFailure("only a journal that is being opened is open, or is not")
    }
    return waiting
  }
}

// MARK: - Jobs

extension SupervisorState {
  /// A user queues jobs, of which each starts once fewer than `width` jobs copy.
  mutating func enqueue(_ jobs: [JobID], width: Int) -> [Action] {
    guard case .open(let users, let queue, let running) = phase, users > 0 else {
      preconditionFailure("jobs are queued by a user of the journal")
    }
    precondition(width > 0, "a queue lets jobs start")
    precondition(!jobs.contains(where: self.jobs.contains), "a job is queued once")
    return settle(users: users, queue + jobs.map { Turn(job: $0, width: width) }, running)
  }

  /// Takes a waiting job out of the queue; nil if it is not there.
  mutating func unqueue(_ job: JobID) -> [Action]? {
    guard case .open(let users, let queue, let running) = phase,
      queue.contains(where: { $0.job == job })
    else { return nil }
    return settle(users: users, queue.filter { $0.job != job }, running) + release(job)
  }

  /// A running job has ended.
  mutating func ended(_ job: JobID) -> [Action] {
    guard case .open(let users, let queue, let running) = phase, running.contains(job) else {
      preconditionFailure("only a job that runs ends")
    }
    settling.remove(job)
    return settle(users: users, queue, running.filter { $0 != job }) + release(job)
  }

  /// A running job has copied: what is left of it takes time, and little else.
  mutating func settles(_ job: JobID) -> [Action] {
    guard case .open(let users, let queue, let running) = phase, running.contains(job) else {
      preconditionFailure("only a job that runs settles")
    }
    settling.insert(job)
    return settle(users: users, queue, running)
  }

  /// Somebody waits until this process neither runs nor queues a job; nil if it does not.
  mutating func wait(for job: JobID) -> Waiter? {
    guard jobs.contains(job) else { return nil }
    let waiter = newWaiter()
    leaving[job, default: []].append(waiter)
    return waiter
  }

  /// Starts the jobs whose turn it is, and closes the journal if nobody holds it.
  private mutating func settle(users: Int, _ queue: [Turn], _ running: [JobID]) -> [Action] {
    var (queue, running) = (queue[...], running)
    var actions: [Action] = []
    while let next = queue.first, hasPlace(beside: running, width: next.width) {
      queue.removeFirst()
      running.append(next.job)
      actions.append(.start(next.job))
    }
    guard users == 0, running.isEmpty else {
      phase = .open(users: users, queue: Array(queue), running: running)
      return actions
    }
    phase = .closed
    return [.close]
  }

  /// Whether a job may start: one alone is alone, else some that settle do not count.
  private func hasPlace(beside running: [JobID], width: Int) -> Bool {
    // 4: a small collection is sealed in four times the time, or more, in which it is copied.
    width == 1
      ? running.isEmpty : running.count - settling.count < width && running.count < 4 * width
  }

  private mutating func release(_ job: JobID) -> [Action] {
    leaving.removeValue(forKey: job).map { [.resume($0)] } ?? []
  }

  private mutating func newWaiter() -> Waiter {
    lastWaiter += 1
    return lastWaiter
  }
}
