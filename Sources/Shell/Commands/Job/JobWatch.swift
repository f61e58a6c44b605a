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
    var view = ProgressView(in: session, isQuiet: isQuiet)
    do {
      while true {
        let statuses = try await self.statuses(of: jobs)
        guard let moving = try await firstMoving(statuses), !isLate else {
          await view.clear()
          return statuses
        }
        await view.show(moving.reading)
        try await Task.sleep(for: Self.rest)
      }
    } catch {
      await view.clear()
      throw error
    }
  }

  private var isLate: Bool {
    deadline.map { ContinuousClock.now >= $0 } ?? false
  }

  private func statuses(of jobs: [JobID]) async throws -> [JobStatus] {
    var statuses: [JobStatus] = []
    for job in jobs { statuses.append(try await session.engine.status(of: job)) }
    return statuses
  }

  /// The first job that runs, else the first that will.
  private func firstMoving(_ statuses: [JobStatus]) async throws -> JobStatus? {
    if let running = statuses.first(where: { $0.state == .inProgress }) { return running }
    let here = await session.engine.runningJobs()
    if let queued = statuses.first(where: { here.contains($0.id) }) { return queued }
    guard let pending = statuses.first(where: { $0.state == .pending }) else { return nil }
    // A job of another process waits as long as that process runs the one before it.
    let isMoving = try await session.engine.jobs().contains { $0.state == .inProgress }
    return isMoving ? pending : nil
  }
}
