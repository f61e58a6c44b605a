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
    case open(users: Int, queue: [JobID], running: JobID?)
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
  private var lastWaiter = 0
  /// Who waits for a job to leave this process.
  private var leaving: [JobID: [Waiter]] = [:]

  /// The jobs of this process, the running one first.
  var jobs: [JobID] {
    guard case .open(_, let queue, let running) = phase else { return [] }
    return (running.map { [$0] } ?? []) + queue
  }

  /// The job that runs.
  var running: JobID? {
    guard case .open(_, _, let running) = phase else { return nil }
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
    phase = .open(users: 1 + waiting.count, queue: [], running: nil)
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
  /// A user queues jobs.
  mutating func enqueue(_ jobs: [JobID]) -> [Action] {
    guard case .open(let users, let queue, let running) = phase, users > 0 else {
      preconditionFailure("jobs are queued by a user of the journal")
    }
    precondition(!jobs.contains(where: self.jobs.contains), "a job is queued once")
    return settle(users: users, queue + jobs, running)
  }

  /// Takes a waiting job out of the queue; nil if it is not there.
  mutating func unqueue(_ job: JobID) -> [Action]? {
    guard case .open(let users, let queue, let running) = phase, queue.contains(job) else {
      return nil
    }
    return settle(users: users, queue.filter { $0 != job }, running) + release(job)
  }

  /// The running job has ended.
  mutating func ended(_ job: JobID) -> [Action] {
    guard case .open(let users, let queue, job) = phase else {
      preconditionFailure("only the job that runs ends")
    }
    return settle(users: users, queue, nil) + release(job)
  }

  /// Somebody waits until this process neither runs nor queues a job; nil if it does not.
  mutating func wait(for job: JobID) -> Waiter? {
    guard jobs.contains(job) else { return nil }
    let waiter = newWaiter()
    leaving[job, default: []].append(waiter)
    return waiter
  }

  /// Starts the next job if none runs, and closes the journal if nobody holds it.
  private mutating func settle(users: Int, _ queue: [JobID], _ running: JobID?) -> [Action] {
    if running == nil, let next = queue.first {
      phase = .open(users: users, queue: Array(queue.dropFirst()), running: next)
      return [.start(next)]
    }
    guard users == 0, running == nil else {
      phase = .open(users: users, queue: queue, running: running)
      return []
    }
    phase = .closed
    return [.close]
  }

  private mutating func release(_ job: JobID) -> [Action] {
    leaving.removeValue(forKey: job).map { [.resume($0)] } ?? []
  }

  private mutating func newWaiter() -> Waiter {
    lastWaiter += 1
    return lastWaiter
  }
}
