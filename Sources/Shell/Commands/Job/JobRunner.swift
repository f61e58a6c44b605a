internal import MigrationEngine
internal import MilvusClient

/// Runs jobs that were just queued: follows one after the other, or leaves them in the background.
struct JobRunner: Sendable {
  var session: ShellSession
  var isQuiet: Bool

  /// Follows the jobs and returns what became of them.
  ///
  /// A job that fails does not stop those after it. After Ctrl-C none of them goes on; after Ctrl-Z
  /// all of them do. A job that can go on leads to the status 75 and not to an error.
  /// - Throws: The error of a job that failed, if it was the only one.
  func follow(_ jobs: [JobID]) async throws -> CommandResult {
    var ended: [JobStatus] = []
    for job in jobs {
      switch try await JobForeground(session: session, job: job, isQuiet: isQuiet).follow() {
      case .stopped(let status):
        ended.append(status)
        session.collect([job])
        if Task.isCancelled { return try await stopRest(jobs, ended: ended) }
        if let error = status.advisedError {
          if jobs.count == 1, status.state == .failed { throw error }
          await session.console.report(Report(error))
        }
      case .detached(let status):
        return try await detached(jobs, ended: ended, at: status)
      }
    }
    session.names.expire(.target)
    return CommandResult(JobSummary(jobs: ended), status: ExitStatus(of: ended))
  }

  /// The jobs as they are now, all of which go on in the background.
  func leave(_ jobs: [JobID]) async throws -> CommandResult {
    session.leave(jobs)
    var statuses: [JobStatus] = []
    for job in jobs { statuses.append(try await session.engine.status(of: job)) }
    return CommandResult(JobSummary(jobs: statuses, detached: Set(jobs)))
  }

  private func stopRest(_ jobs: [JobID], ended: [JobStatus]) async throws -> CommandResult {
    var all = ended
    let queued = await session.engine.runningJobs()
    for job in jobs.dropFirst(ended.count) {
      if queued.contains(job) { try await session.engine.pause(job) }
      all.append(try await session.engine.status(of: job))
    }
    return CommandResult(JobSummary(jobs: all), status: ExitStatus(of: all))
  }

  private func detached(
    _ jobs: [JobID], ended: [JobStatus], at status: JobStatus
  ) async throws -> CommandResult {
    var all = ended + [status]
    for job in jobs.dropFirst(all.count) { all.append(try await session.engine.status(of: job)) }
    session.leave(all.map(\.id).filter { !ended.map(\.id).contains($0) })
    return CommandResult(
      JobSummary(jobs: all, detached: Set(jobs).subtracting(ended.map(\.id))))
  }
}

extension ShellSession {
  /// Remembers that jobs go on in the background: how they end is part of how the session ends.
  func leave(_ jobs: [JobID]) {
    update { state in
      state.background.removeAll { jobs.contains($0) }
      state.background += jobs
    }
  }

  /// Forgets jobs of the background, because a command has told how they ended.
  func collect(_ jobs: [JobID]) {
    update { state in state.background.removeAll { jobs.contains($0) } }
  }
}
