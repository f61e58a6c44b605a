internal import MigrationEngine
internal import MilvusClient
internal import Synchronization

/// Runs jobs that were just queued: follows them together, or leaves them in the background.
struct JobRunner: Sendable {
  var session: ShellSession
  var isQuiet: Bool

  /// Follows the jobs and returns what became of them.
  ///
  /// A job that fails does not stop the others; its failure is told when it stops. After Ctrl-C none of
  /// them goes on; after Ctrl-Z all of them do. A job that can go on leads to the status 75 and not to an
  /// error.
  /// - Throws: The error of a job that failed, if it was the only one.
  func follow(_ jobs: [JobID]) async throws -> CommandResult {
    session.announceJobs()
    let ended = Mutex<[JobID: JobStatus]>([:])
    let foreground = JobForeground(session: session, jobs: jobs, isQuiet: isQuiet) { status in
      ended.withLock { $0[status.id] = status }
      session.collect([status.id])
      await report(status, isAlone: jobs.count == 1)
    }
    let ending = try await foreground.follow()
    let stopped = ended.withLock { $0 }
    if jobs.count == 1, let alone = stopped[jobs[0]], alone.state == .failed, !Task.isCancelled,
      let error = alone.advisedError
    {
      throw error
    }
    session.names.expire(.target)
    return try await result(jobs, stopped: stopped, ending)
  }

  /// Tells why a job stopped by itself; the failure of a job that is alone ends the command.
  private func report(_ status: JobStatus, isAlone: Bool) async {
    guard let error = status.advisedError, !(isAlone && status.state == .failed) else { return }
    await session.console.report(Report(await session.advised(error)))
  }

  /// The jobs as they are now, all of which go on in the background.
  func leave(_ jobs: [JobID]) async throws -> CommandResult {
    session.announceJobs()
    return try await result(jobs, stopped: [:], .detached)
  }

  private func result(
    _ jobs: [JobID], stopped: [JobID: JobStatus], _ ending: JobForeground.Ending
  ) async throws -> CommandResult {
    var all: [JobStatus] = []
    for job in jobs {
      if let status = stopped[job] {
        all.append(status)
      } else {
        all.append(try await session.engine.status(of: job))
      }
    }
    guard case .detached = ending else {
      return CommandResult(JobSummary(jobs: all), status: ExitStatus(of: all))
    }
    let left = jobs.filter { stopped[$0] == nil }
    session.leave(left)
    return CommandResult(JobSummary(jobs: all, detached: Set(left)))
  }
}
