internal import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// Has the tasks of one job done by a worker elsewhere, and by another one when it is lost.
package final class WorkerExecutor: ErrandExecutor {
  /// A task that has not ended.
  private struct Errand {
    let work: WorkerErrand
    let end: CheckedContinuation<WorkerErrand.Ending, Never>
    var isSent = false
    var counted = CountedRows()
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
    /// Whether the worker may be in the midst of a write that must not end there.
    var mayRepair = false
    /// Whether rows of the range that was looked at last had to be written.
    var isRepairing = false

    /// Whether the worker has something to write, as far as anybody knows.
    var isWriting: Bool { errands.values.contains { $0.isSent && ($0.work.isCopy || isRepairing) } }
  }

  private let launch: JobExecution.Launch
  private let job: WorkerCoordination
  private let state = Mutex(State())

  /// An executor whose workers `launch` brings about.
  package init(launch: @escaping JobExecution.Launch, for job: WorkerCoordination) {
    (self.launch, self.job) = (launch, job)
  }

  package func ending(of errand: WorkerErrand) async -> WorkerErrand.Ending {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { end in
        let ending: RangeOutcome? = state.withLock { state in
          if Task.isCancelled { return .interrupted }
          if let ending = state.ending { return ending }
          state.errands[number] = Errand(work: errand, end: end)
          return nil
        }
        if let ending { end.resume(returning: .copied(ending)) } else { sendWaiting() }
      }
    } onCancel: {
      finish(number, .copied(.interrupted))
    }
  }

  /// Keeps a worker until it is cancelled, or until there is nobody any more who could be one.
  package func serve() async {
    job.control.tellPause { self.state.withLock { $0.link }?.send(WorkerOrder.pause) }
    while !Task.isCancelled, state.withLock({ $0.ending == nil }) {
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
    defer { job.progress.update { $0.execution?.executors -= 1 } }
    await withDiscardingTaskGroup { group in
      group.addTask { [throttle = job.throttle] in
        await throttle.deal(counted: { self.state.withLock(\.isWriting) }) {
          link.send(WorkerOrder.pace(bytesPerSecond: $0))
        }
      }
      await listen(to: link)
      group.cancelAll()
    }
    guard !Task.isCancelled else { return await part(from: link) }
    // What comes from now on is for the next one.
    state.withLock { $0.link = nil }
    link.close()
    try lose(await link.lastWords())
  }

  /// Lets a worker complete what it repairs, before loads are released and properties set back.
  private func part(from link: WorkerLink) async {
    link.close()
    guard state.withLock(\.mayRepair) else { return }
    await completing(within: .seconds(4)) { _ = await link.lastWords() }
  }

  private func listen(to link: WorkerLink) async {
    await withDiscardingTaskGroup { group in
      for await line in link.lines {
        // A worker that babbles is as good as lost.
        guard let report = try? WorkerReport(line: line) else { break }
        switch report {
        case .lease(let number): group.addTask { await self.lease(number, link) }
        case .notice(let kind, let text): job.heard(kind, text)
        case .wrote(let number, let rows, let bytes, let isHeld):
          count(rows, bytes, of: number, isHeld)
        case .limit(let named): job.heardLimit(named)
        case .ended(let number, let outcome): settle(number, .copied(job.heard(outcome)))
        case .chunk(let number, let outcome):
          state.withLock { $0.isRepairing = outcome.sent.bytes > 0 }
          settle(number, .chunk(outcome))
        case .unable(let failure): giveUp(.stopped(failure))
        case .reach: break
        }
      }
    }
  }

  private func begin(_ link: WorkerLink) {
    link.send(WorkerOrder.begin(job.start()))
    state.withLock { $0.link = link }
    job.progress.update { $0.execution?.executors += 1 }
    if job.control.isPausing { link.send(WorkerOrder.pause) }
    sendWaiting()
  }

  private func sendWaiting() {
    let (link, waiting) = state.withLock { state -> (WorkerLink?, [Int: Errand]) in
      guard let link = state.link else { return (nil, [:]) }
      let waiting = state.errands.filter { !$0.value.isSent }
      for (number, errand) in waiting {
        state.errands[number]?.isSent = true
        if errand.work.mayRepair { state.mayRepair = true }
      }
      return (link, waiting)
    }
    let hasTaken = job.allowance.hasTaken
    for (number, errand) in waiting {
      link?.send(errand.work.order(number, hasTaken: hasTaken))
    }
  }

  private func lease(_ number: Int, _ link: WorkerLink) async {
    guard case .copy(_, let lease)? = state.withLock({ $0.errands[number]?.work }) else { return }
    do {
      link.send(WorkerOrder.leased(number, mayBeStored: try await lease()))
    } catch {
      link.send(WorkerOrder.notLeased(number, Failure(error)))
    }
  }

  private func settle(_ number: Int, _ ending: WorkerErrand.Ending) {
    let errand = state.withLock { $0.errands[number] }
    let settled = errand.map { job.settled(ending, of: $0.work, counted: $0.counted) }
    finish(number, settled ?? ending)
  }

  private func count(_ rows: Int, _ bytes: Int, of number: Int, _ isHeld: Bool) {
    let isKnown = state.withLock { state in
      state.errands[number]?.counted.rows += rows
      state.errands[number]?.counted.bytes += bytes
      return state.errands[number] != nil
    }
    if isKnown { job.wrote(rows: rows, bytes: bytes, isHeld: isHeld) }
  }

  private func finish(_ number: Int, _ ending: WorkerErrand.Ending) {
    state.withLock { state in
      state.losses = 0
      return state.errands.removeValue(forKey: number)
    }?.end.resume(returning: ending)
  }

  /// Ends the tasks of a worker that is gone; what it had not been sent waits for the next one.
  private func lose(_ words: String?) throws {
    let (lost, losses) = state.withLock { state in
      let lost = state.errands.filter(\.value.isSent)
      lost.keys.forEach { state.errands.removeValue(forKey: $0) }
      state.losses += 1
      return (lost, state.losses)
    }
    for errand in lost.values {
      errand.end.resume(
        returning: job.settled(.copied(.lost), of: errand.work, counted: errand.counted))
    }
    guard losses < 3 else {
      throw Failure(
        .workersFailed,
        "\(losses) workers ended, one after the other, without any work done"
          + (words.map { ": \($0)" } ?? ""))
    }
  }

  /// Ends every task, also those to come; the first reason counts.
  private func giveUp(_ outcome: RangeOutcome) {
    let all = state.withLock { state in
      defer { (state.errands, state.link, state.ending) = ([:], nil, state.ending ?? outcome) }
      return state.errands.values
    }
    all.forEach { $0.end.resume(returning: .copied(outcome)) }
  }
}
