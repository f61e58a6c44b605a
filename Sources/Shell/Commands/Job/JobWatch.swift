internal import MigrationEngine
internal import MilvusClient

/// Looks at jobs until they stop, also at those of another process; changes nothing.
///
/// Cancelling ends the watching only.
struct JobWatch: Sendable {
  var session: ShellSession
  var isQuiet: Bool
  /// When to give up; nil waits as long as it takes.
  var deadline: ContinuousClock.Instant?

  /// How long it rests between two looks.
  private static let rest = Duration.milliseconds(250)

  /// The jobs as they are when all have stopped, or when the deadline has passed.
  func watch(_ jobs: [JobID]) async throws -> [JobStatus] {
    var board = JobBoard(jobs: jobs.count, in: session, isQuiet: isQuiet)
    var known: [JobID: JobStatus] = [:]
    do {
      while true {
        try await look(at: jobs, &known)
        let moving = try await moving(jobs.compactMap { known[$0] })
        guard !moving.isEmpty, !isLate else { break }
        let ended = known.values.count { $0.hasStopped }
        await board.show(moving, ended: ended)
        try await Task.sleep(for: Self.rest)
      }
    } catch {
      await board.clear()
      throw error
    }
    await board.clear()
    var statuses: [JobStatus] = []
    for job in jobs { statuses.append(try await session.engine.status(of: job)) }
    return statuses
  }

  private var isLate: Bool {
    deadline.map { ContinuousClock.now >= $0 } ?? false
  }

  /// Looks at those that have not stopped; what waits in this process has nothing new to tell.
  private func look(at jobs: [JobID], _ known: inout [JobID: JobStatus]) async throws {
    let here = await session.engine.runningJobs()
    let running = Set(await session.engine.movingJobs().map(\.id))
    let waiting = Set(here).subtracting(running)
    for job in jobs {
      if let status = known[job], status.hasStopped && !here.contains(job) || waiting.contains(job)
      {
        continue
      }
      known[job] = try await session.engine.status(of: job)
    }
  }

  /// The jobs that run, else the first that will.
  private func moving(_ statuses: [JobStatus]) async throws -> [JobStatus] {
    let running = statuses.filter { $0.state == .inProgress }
    if !running.isEmpty { return running }
    let here = await session.engine.runningJobs()
    if let queued = statuses.first(where: { here.contains($0.id) }) { return [queued] }
    guard let pending = statuses.first(where: { $0.state == .pending }) else { return [] }
    // A job of another process waits as long as that process runs the one before it.
    let isMoving = try await session.engine.jobs().contains { $0.state == .inProgress }
    return isMoving ? [pending] : []
  }
}

extension JobStatus {
  /// Whether no process runs it or will by itself.
  fileprivate var hasStopped: Bool { state.isEnded || state == .paused }
}
