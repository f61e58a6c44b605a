internal import MigrationEngine

/// What becomes of running jobs when the shell ends.
struct Departure: Sendable {
  let session: ShellSession
  let guarding: CommandGuard

  /// Makes sure that no job is left running; nil if the user stays.
  ///
  /// At a terminal the user is asked; elsewhere the jobs are waited for. The status is the given
  /// one unless a job did not succeed: that of its outcome, as if it had been followed.
  func leave(with status: ExitStatus) async -> ExitStatus? {
    let (running, jobs) = await pending()
    guard session.canAsk, !running.isEmpty else { return await leaveUnasked(with: status) }
    switch await choice(about: running) {
    case .pause: return await pause(jobs, otherwise: status)
    case .wait: return await watch(jobs, status: status)
    case .stay: return nil
    }
  }

  /// Waits for what runs, without asking; returns the status as `leave` does.
  ///
  /// Jobs that were left in the background count also if they have ended since, unless a command has
  /// told how they ended.
  func leaveUnasked(with status: ExitStatus) async -> ExitStatus {
    let (running, jobs) = await pending()
    guard !jobs.isEmpty else { return status }
    if let waited = await wait(for: jobs, status: status) {
      // Another terminal may have let this process go on with more of them.
      return await pending().running.isEmpty ? waited : await leaveUnasked(with: waited)
    }
    return await pause(running, otherwise: .stopped)
  }

  /// Pauses what runs because the process was told to end.
  func terminate(otherwise status: ExitStatus) async -> ExitStatus {
    await pause(await pending().running, otherwise: status)
  }

  /// The jobs that run, and those on which the status of the session depends.
  private func pending() async -> (running: [JobID], counting: [JobID]) {
    let running = await session.startedEngine?.runningJobs() ?? []
    return (running, session.background.filter { !running.contains($0) } + running)
  }

  private enum Choice {
    case pause, wait, stay
  }

  private func choice(about jobs: [JobID]) async -> Choice {
    var waiting = 0
    for job in jobs {
      let status = try? await session.engine.status(of: job)
      if status?.state == .pending { waiting += 1 }
    }
    let question =
      Self.sentence(running: jobs.count - waiting, waiting: waiting)
      + " [p]ause and leave, [w]ait, [s]tay? "
    // No answer is no reason to stop anything.
    let answer = (try? await session.ask(question, insteadOf: "pause all")) ?? "s"
    switch answer.lowercased() {
    case "p", "pause": return .pause
    case "w", "wait": return .wait
    default: return .stay
    }
  }

  /// Text about jobs that are not done, running ones and those that wait, as a sentence.
  static func sentence(running: Int, waiting: Int) -> String {
    let runs = "\(Figures.count(running, of: "job")) \(running == 1 ? "is" : "are") running"
    let waits = "\(Figures.count(waiting)) \(waiting == 1 ? "waits" : "wait") for a turn"
    return waiting == 0 ? "\(runs)." : "\(runs), \(waits)."
  }

  /// Shows the jobs until they have ended, and what became of them; nil after Ctrl-C.
  private func watch(_ jobs: [JobID], status: ExitStatus) async -> ExitStatus? {
    let session = session
    let ended = await guarding.run { () -> [JobStatus]? in
      try? await JobWatch(session: session, isQuiet: session.isQuiet).watch(jobs)
    }
    guard let ended else { return nil }
    let summary = JobSummary(jobs: ended)
    for job in ended { await session.console.note(summary.line(job)) }
    return status == .done ? ExitStatus(of: ended) : status
  }

  private func pause(_ jobs: [JobID], otherwise status: ExitStatus) async -> ExitStatus {
    guard let engine = session.startedEngine, !jobs.isEmpty else { return status }
    let running = await engine.runningJobs()
    await engine.pauseAll()
    var endings: [ExitStatus] = []
    for job in jobs {
      guard let ending = try? await engine.status(of: job) else { continue }
      endings.append(ExitStatus(of: [ending]))
      guard running.contains(job), ending.state != .successful else { continue }
      let percent = Figures.percent(ending.done, of: ending.total).map { " at \($0) %" } ?? ""
      await session.console.note(
        "[\(job)] \(ending.state.title.lowercased())\(percent). Next time: vecferry resume \(job)"
      )
    }
    let worst = ExitStatus.worst(of: endings)
    return worst == .done ? status : worst
  }

  /// Waits until the jobs have ended; nil if Ctrl-C ended the wait.
  private func wait(for jobs: [JobID], status: ExitStatus) async -> ExitStatus? {
    await guarding.run {
      var endings: [ExitStatus] = []
      for job in jobs {
        guard let ending = await ending(of: job) else { return nil }
        endings.append(ending)
      }
      return status == .done ? ExitStatus.worst(of: endings) : status
    }
  }

  private func ending(of job: JobID) async -> ExitStatus? {
    do {
      return ExitStatus(of: [try await session.engine.outcome(of: job)])
    } catch is CancellationError {
      return nil
    } catch {
      await session.console.report(Report(error))
      return ExitStatus(error)
    }
  }
}
