internal import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// Has the tasks of one job done by a worker elsewhere, and by another one when it is lost.
final class WorkerExecutor: RangeExecutor {
  /// A task that has not ended.
  private struct Errand {
    let task: RangeTask
    let lease: RangeLease
    let end: CheckedContinuation<RangeOutcome, Never>
    var isSent = false
  }

  private struct State {
    var errands: [Int: Errand] = [:]
    var lastNumber = 0
    /// The worker that there is.
    var link: WorkerLink?
    /// What becomes of every task, once there will be no worker any more.
    var ending: RangeOutcome?
    /// Workers that were lost one after the other without having ended a task.
    var losses = 0
  }

  private let launch: @Sendable () async throws -> WorkerLink
  private let start: @Sendable () -> WorkerStart
  private let allowance: RejectAllowance
  private let progress: ProgressCounter
  private let control: JobControl
  private let say: @Sendable (JobNotice.Kind, String) -> Void
  private let state = Mutex(State())

  /// An executor whose workers `launch` brings about, each with the start that holds at that moment.
  init(
    launch: @escaping @Sendable () async throws -> WorkerLink,
    start: @escaping @Sendable () -> WorkerStart, allowance: RejectAllowance,
    progress: ProgressCounter, control: JobControl,
    say: @escaping @Sendable (JobNotice.Kind, String) -> Void
  ) {
    (self.launch, self.start, self.allowance) = (launch, start, allowance)
    (self.progress, self.control, self.say) = (progress, control, say)
  }

  func run(_ task: RangeTask, lease: @escaping RangeLease) async -> RangeOutcome {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { end in
        let ending: RangeOutcome? = state.withLock { state in
          if Task.isCancelled { return .interrupted }
          if let ending = state.ending { return ending }
          state.errands[number] = Errand(task: task, lease: lease, end: end)
          return nil
        }
        if let ending { end.resume(returning: ending) } else { sendWaiting() }
      }
    } onCancel: {
      finish(number, .interrupted)
    }
  }

  /// Keeps a worker for the time of the body.
  func whileServing<R>(_ body: () async throws -> R) async throws -> R {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await self.serve() }
      defer { group.cancelAll() }
      return try await body()
    }
  }

  private func serve() async {
    control.tellPause { self.state.withLock { $0.link }?.send(WorkerOrder.pause) }
    while !Task.isCancelled {
      do {
        try await serve(try await launch())
      } catch {
        return giveUp(.stopped(Failure(error)))
      }
    }
    giveUp(.interrupted)
  }

  /// Speaks to a worker until it is lost.
  private func serve(_ link: WorkerLink) async throws {
    defer { link.close() }
    begin(link)
    await withDiscardingTaskGroup { group in
      for await line in link.lines {
        // A worker that babbles is as good as lost.
        guard let report = try? WorkerReport(line: line) else { break }
        switch report {
        case .lease(let number): group.addTask { await self.lease(number, link) }
        case .notice(let kind, let text): say(kind, text)
        case .ended(let number, let outcome): finish(number, settled(outcome, number))
        }
      }
    }
    guard !Task.isCancelled else { return }
    try lose()
  }

  private func begin(_ link: WorkerLink) {
    link.send(WorkerOrder.begin(start()))
    state.withLock { $0.link = link }
    if control.isPausing { link.send(WorkerOrder.pause) }
    sendWaiting()
  }

  private func sendWaiting() {
    let (link, waiting) = state.withLock { state -> (WorkerLink?, [Int: Errand]) in
      guard let link = state.link else { return (nil, [:]) }
      let waiting = state.errands.filter { !$0.value.isSent }
      for number in waiting.keys { state.errands[number]?.isSent = true }
      return (link, waiting)
    }
    let hasTaken = allowance.hasTaken
    for (number, errand) in waiting {
      link?.send(WorkerOrder.task(number, errand.task, hasTaken: hasTaken))
    }
  }

  private func lease(_ number: Int, _ link: WorkerLink) async {
    guard let errand = state.withLock({ $0.errands[number] }) else { return }
    do {
      link.send(WorkerOrder.leased(number, mayBeStored: try await errand.lease()))
    } catch {
      link.send(WorkerOrder.notLeased(number, Failure(error)))
    }
  }

  /// The outcome, told to what all tasks of the job share.
  private func settled(_ outcome: RangeOutcome, _ number: Int) -> RangeOutcome {
    guard case .done(let rows, let bytes, let rejects) = outcome,
      let errand = state.withLock({ $0.errands[number] })
    else { return outcome }
    if rows > 0 { allowance.tookRows() }
    for _ in rejects where allowance.spend() > allowance.limit {
      return .stopped(
        allowance.exceeded(by: rejects, of: errand.task.route.source), rejects: rejects)
    }
    progress.wrote(rows: rows, bytes: bytes)
    return outcome
  }

  private func finish(_ number: Int, _ outcome: RangeOutcome) {
    state.withLock { state in
      state.losses = 0
      return state.errands.removeValue(forKey: number)
    }?.end.resume(returning: outcome)
  }

  /// Ends the tasks of a worker that is gone; what it had not been sent waits for the next one.
  private func lose() throws {
    let (lost, losses) = state.withLock { state in
      let lost = state.errands.filter(\.value.isSent)
      lost.keys.forEach { state.errands.removeValue(forKey: $0) }
      state.link = nil
      state.losses += 1
      return (lost, state.losses)
    }
    lost.values.forEach { $0.end.resume(returning: .lost) }
    guard losses < 3 else {
      throw Failure(
        .interrupted, "\(losses) workers ended, one after the other, without any work done")
    }
  }

  /// Ends every task, also those to come.
  private func giveUp(_ outcome: RangeOutcome) {
    let all = state.withLock { state in
      defer { (state.errands, state.link, state.ending) = ([:], nil, outcome) }
      return state.errands.values
    }
    all.forEach { $0.end.resume(returning: outcome) }
  }
}
