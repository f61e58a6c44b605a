internal import MigrationEngine
internal import MilvusClient

/// Follows a job in the foreground until it stops or is sent to the background.
///
/// Ctrl-C cancels the command; the job is then asked to pause, and the view stays until it has. A
/// second one does not wait for calls in flight. Ctrl-Z leaves the job alone. All of it runs in a
/// task that cannot be cancelled, because what is shown at the end must be what the journal holds.
struct JobForeground: Sendable {
  /// How following a job ended.
  enum Ending: Sendable {
    /// The job runs no longer.
    case stopped(JobStatus)
    /// The user left it in the background, as it was then.
    case detached(JobStatus)
  }

  /// What a key asks for.
  private enum Key: Sendable {
    case pause, hurry, detach
  }

  var session: ShellSession
  var job: JobID
  var isQuiet: Bool

  /// How long a view rests between two looks at the job.
  private static let rest = Duration.milliseconds(100)

  /// Follows the job; returns also when the command was cancelled, once the job has paused.
  func follow() async throws -> Ending {
    let (keys, pressed) = AsyncStream<Key>.makeStream(bufferingPolicy: .bufferingNewest(4))
    session.foreground = Foreground(
      job: job, detach: { pressed.yield(.detach) }, hurry: { pressed.yield(.hurry) })
    defer { session.foreground = nil }
    return try await withTaskCancellationHandler {
      // A task of its own goes on when the command is cancelled.
      try await Task { try await watch(keys) }.value
    } onCancel: {
      pressed.yield(.pause)
    }
  }

  private func watch(_ keys: AsyncStream<Key>) async throws -> Ending {
    try await withThrowingTaskGroup(of: Ending?.self) { group in
      group.addTask { .stopped(try await show()) }
      group.addTask { try await obey(keys) }
      defer { group.cancelAll() }
      while let ending = try await group.next() {
        if let ending { return ending }
      }
      return .stopped(try await session.engine.status(of: job))
    }
  }

  /// Does what keys ask for; ends with the one that leaves the job.
  private func obey(_ keys: AsyncStream<Key>) async throws -> Ending? {
    for await key in keys {
      switch key {
      case .detach:
        return .detached(try await session.engine.status(of: job))
      case .pause:
        guard await session.engine.runningJobs().contains(job) else { continue }
        await session.console.note("    pausing: calls in flight are finished first …")
        try await pause(now: false)
      case .hurry:
        try await pause(now: true)
      }
    }
    return nil
  }

  /// A job that has just stopped by itself needs no pause.
  private func pause(now: Bool) async throws {
    do {
      try await session.engine.pause(job, now: now)
    } catch let error as MigrationError where error.code == .illegalJobState {
      return
    }
  }

  /// Shows the job until it runs no longer.
  private func show() async throws -> JobStatus {
    var view = ProgressView(in: session, isQuiet: isQuiet)
    var rows = JobProgressRows()
    while true {
      let status = try await session.engine.status(of: job)
      guard await isRunning(status) else {
        await view.clear()
        return status
      }
      // What is finished is said by the summary.
      if status.phase != .finished { await show(status, in: &view, &rows) }
      do {
        try await Task.sleep(for: Self.rest)
      } catch {
        await view.clear()
        throw error
      }
    }
  }

  private func show(
    _ status: JobStatus, in view: inout ProgressView, _ rows: inout JobProgressRows
  ) async {
    let now = ContinuousClock.now
    rows.note(status, at: now)
    let below = JobProgressRows.waiting(after: status.phase, subject: status.source.name.text)
    await view.show(
      status.reading, above: rows.above, below: below + [ProgressLine.keys], at: now)
  }

  /// Whether the job runs, or waits for its turn, in this process or in another one.
  private func isRunning(_ status: JobStatus) async -> Bool {
    guard status.state != .inProgress else { return true }
    return await session.engine.runningJobs().contains(status.id)
  }
}
