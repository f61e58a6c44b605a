internal import MigrationEngine
internal import MilvusClient

/// Follows jobs in the foreground until all have stopped, or they are sent to the background.
///
/// Ctrl-C cancels the command; the jobs are then asked to pause, and the view stays until they have. A
/// second one does not wait for calls in flight. Ctrl-Z leaves the jobs alone. All of it runs in a
/// task that cannot be cancelled, because what is shown at the end must be what the journal holds.
struct JobForeground: Sendable {
  /// How following jobs ended.
  enum Ending: Sendable {
    /// None of them runs any longer.
    case stopped
    /// The user left those that go on in the background.
    case detached
  }

  /// What a key asks for.
  private enum Key: Sendable {
    case pause, hurry, detach
  }

  var session: ShellSession
  /// The jobs, in the order of their start.
  var jobs: [JobID]
  var isQuiet: Bool
  /// Learns what became of each job as soon as it has stopped.
  var noteEnd: @Sendable (JobStatus) async -> Void

  /// How long a view rests between two looks at the jobs.
  private static let rest = Duration.milliseconds(100)

  /// Follows the jobs; returns also when the command was cancelled, once they have paused.
  func follow() async throws -> Ending {
    let (keys, pressed) = AsyncStream<Key>.makeStream(bufferingPolicy: .bufferingNewest(4))
    session.foreground = Foreground(
      jobs: Set(jobs), detach: { pressed.yield(.detach) }, hurry: { pressed.yield(.hurry) })
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
      group.addTask { try await show() }
      group.addTask { try await obey(keys) }
      defer { group.cancelAll() }
      while let ending = try await group.next() {
        if let ending { return ending }
      }
      return .stopped
    }
  }

  /// Does what keys ask for; ends with the one that leaves the jobs.
  private func obey(_ keys: AsyncStream<Key>) async throws -> Ending? {
    for await key in keys {
      switch key {
      case .detach: return .detached
      case .pause:
        guard await !underWay().isEmpty else { continue }
        await session.console.note("    pausing: calls in flight are finished first …")
        try await pause(now: false)
      case .hurry:
        try await pause(now: true)
      }
    }
    return nil
  }

  /// Those of the jobs that run or wait in this process.
  private func underWay() async -> [JobID] {
    let here = Set(await session.engine.runningJobs())
    return jobs.filter(here.contains)
  }

  /// The last of the queue first, so that none starts because the one before it has stopped.
  private func pause(now: Bool) async throws {
    for job in await underWay().reversed() {
      do {
        try await session.engine.pause(job, now: now)
      } catch let error as MigrationError where error.code == .illegalJobState {
        // It has just stopped by itself.
        continue
      }
    }
  }

  /// Shows the jobs until none runs any longer.
  private func show() async throws -> Ending {
    var board = JobBoard(jobs: jobs.count, in: session, isQuiet: isQuiet, showsKeys: true)
    var left = jobs
    while true {
      let here = Set(await session.engine.runningJobs())
      for job in left where !here.contains(job) {
        let status = try await session.engine.status(of: job)
        // One that another process has taken up is waited for.
        guard status.state != .inProgress else { continue }
        left.removeAll { $0 == job }
        await noteEnd(status)
      }
      guard !left.isEmpty else {
        await board.clear()
        return .stopped
      }
      let moving = await session.engine.movingJobs().filter { left.contains($0.id) }
      await board.show(moving, ended: jobs.count - left.count)
      do {
        try await Task.sleep(for: Self.rest)
      } catch {
        await board.clear()
        throw error
      }
    }
  }
}
