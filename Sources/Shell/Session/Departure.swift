internal import JobJournal
internal import MigrationEngine

/// What becomes of running jobs when the shell ends.
struct Departure: Sendable {
  let session: ShellSession
  let guarding: CommandGuard

  /// Makes sure that no job is left running; nil if the user stays.
  ///
  /// At a terminal the user is asked; elsewhere the jobs are waited for. The status is the given
  /// one unless a job did not succeed.
  func leave(with status: ExitStatus) async -> ExitStatus? {
    let running = await session.startedEngine?.runningJobs() ?? []
    guard !running.isEmpty else { return status }
    guard session.canAsk else { return await leaveUnasked(with: status) }
    switch await choice(running.count) {
    case .pause: return await pause(running)
    case .wait: return await wait(for: running, status: status)
    case .stay: return nil
    }
  }

  /// Waits for what runs, without asking; returns the status as `leave` does.
  func leaveUnasked(with status: ExitStatus) async -> ExitStatus {
    let running = await session.startedEngine?.runningJobs() ?? []
    guard !running.isEmpty else { return status }
    if let waited = await wait(for: running, status: status) { return waited }
    return await pause(running)
  }

  /// Pauses what runs because the process was told to end.
  func terminate(otherwise status: ExitStatus) async -> ExitStatus {
    let running = await session.startedEngine?.runningJobs() ?? []
    return running.isEmpty ? status : await pause(running)
  }

  private enum Choice {
    case pause, wait, stay
  }

  private func choice(_ count: Int) async -> Choice {
    let verb = count == 1 ? "is" : "are"
    let question =
      "\(Figures.count(count, of: "job")) \(verb) running. "
      + "[p]ause and leave, [w]ait, [s]tay? "
    // No answer is no reason to stop anything.
    let answer = (try? await session.ask(question, insteadOf: "pause all")) ?? "s"
    switch answer.lowercased() {
    case "p", "pause": return .pause
    case "w", "wait": return .wait
    default: return .stay
    }
  }

  private func pause(_ jobs: [JobID]) async -> ExitStatus {
    guard let engine = session.startedEngine else { return .stopped }
    await engine.pauseAll()
    for job in jobs {
      guard let status = try? await engine.status(of: job) else { continue }
      let percent = Figures.percent(status.done, of: status.total).map { " at \($0) %" } ?? ""
      await session.console.note(
        "[\(job)] \(status.state.title.lowercased())\(percent). Next time, once both ends are connected: resume \(job)"
      )
    }
    return .stopped
  }

  /// Waits until the jobs have ended; nil if Ctrl-C ended the wait.
  private func wait(for jobs: [JobID], status: ExitStatus) async -> ExitStatus? {
    await guarding.run {
      var worst = status
      for job in jobs {
        guard let ending = await ending(of: job) else { return nil }
        if worst == .done { worst = ending }
      }
      return worst
    }
  }

  private func ending(of job: JobID) async -> ExitStatus? {
    do {
      return Self.status(of: try await session.engine.outcome(of: job))
    } catch is CancellationError {
      return nil
    } catch {
      await session.console.report(Report(error))
      return ExitStatus(error)
    }
  }

  private static func status(of job: JobStatus) -> ExitStatus {
    switch job.state {
    case .successful: job.result?.needsAttention == true ? .differs : .done
    case .paused, .pending, .inProgress: .stopped
    case .failed, .canceled: .failed
    }
  }
}
