internal import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// Has the tasks of one job done by workers that Spark runs: each wave of them is a job of Spark.
///
/// A driver, which `spark-submit` runs, passes on what workers say and are told. The first wave does no
/// task: its workers look whether both ends can be reached, on each executor.
package final class SparkExecutor: ErrandExecutor {
  private let launch: JobExecution.Launch
  /// Tasks to be done at once, if the user says.
  private let wishedSlots: Int?
  let job: WorkerCoordination
  let state = Mutex(State())
  let (arrivals, arrived) = AsyncStream<Void>.makeStream(
    bufferingPolicy: .bufferingNewest(1))

  /// An executor whose driver `launch` brings about.
  package init(launch: @escaping JobExecution.Launch, slots: Int?, for job: WorkerCoordination) {
    (self.launch, wishedSlots, self.job) = (launch, slots, job)
  }

  package func ending(of errand: WorkerErrand) async -> WorkerErrand.Ending {
    let number = state.withLock { $0.board.newNumber() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { end in
        let ending: RangeOutcome? = state.withLock { state in
          if Task.isCancelled || job.control.isPausing { return .interrupted }
          if let ending = state.ending { return ending }
          if errand.mayRepair { state.mayRepair = true }
          state.board.add(SparkErrand(work: errand, end: end), as: number)
          return nil
        }
        if let ending { end.resume(returning: .copied(ending)) } else { arrived.yield() }
      }
    } onCancel: {
      finish(number, .copied(.interrupted))
    }
  }

  /// Keeps a driver for the time of the body.
  package func whileServing<R>(_ body: () async throws -> R) async throws -> R {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await self.serve() }
      defer { group.cancelAll() }
      let result = try await body()
      state.withLock { $0.mayRepair = false }
      return result
    }
  }

  private func serve() async {
    do {
      let link = try await launch()
      defer { link.close() }
      state.withLock { $0.link = link }
      job.control.tellPause { self.pause() }
      await withDiscardingTaskGroup { group in
        group.addTask { await self.beginWaves() }
        await listen(to: link)
        group.cancelAll()
      }
      guard !Task.isCancelled else { return await part(from: link) }
      link.close()
      let words = await link.lastWords()
      throw Failure(.workersFailed, "spark-submit ended" + (words.map { ": \($0)" } ?? ""))
    } catch {
      giveUp(.stopped(Failure(error)))
    }
  }

  /// Lets workers complete what they repair, before loads are released and properties set back.
  private func part(from link: WorkerLink) async {
    giveUp(.interrupted)
    link.close()
    guard state.withLock({ $0.mayRepair && !$0.board.open.isEmpty }) else { return }
    // 5 s: the driver gives its workers four.
    await completing(within: .seconds(5)) { _ = await link.lastWords() }
  }

  /// Begins a wave when tasks wait and none is under way.
  private func beginWaves() async {
    for await _ in arrivals {
      // A page of keys makes many tasks: they are to be in one wave with the first of them.
      try? await Task.sleep(for: .milliseconds(200))
      let wave = state.withLock { state -> (wave: Int, shards: Int)? in
        guard let slots = state.slots, state.reach == nil else { return nil }
        return state.board.begin(atMost: slots.shards, weighing: \.bytes)
      }
      if let wave { tell(.wave(wave.wave, shards: wave.shards)) }
    }
  }

  /// Tells the driver, if there is one.
  func tell(_ order: SparkOrder) { state.withLock(\.link)?.send(order) }
}

// MARK: - What the driver says

extension SparkExecutor {
  private func listen(to link: WorkerLink) async {
    await withDiscardingTaskGroup { group in
      for await line in link.lines {
        guard let report = try? SparkReport(line: line) else {
          let what = "the driver of Spark says what nobody understands: \(line.prefix(200))"
          giveUp(.stopped(Failure(.workersFailed, what)))
          break
        }
        if let ready = report.ready { begin(ready) }
        if let attempt = report.opened {
          open(attempt, on: report.host ?? "?")
          group.addTask { await self.deal(to: attempt) }
        }
        if let attempt = report.from, let line = report.line {
          if let next = hear(line, from: attempt) { group.addTask { await next() } }
        }
        if let attempt = report.closed { close(attempt, report) }
        if let executors = report.executors { show(executors, report) }
        if let wave = report.ended { end(wave, report.error) }
      }
      group.cancelAll()
    }
  }

  private func begin(_ ready: SparkReport.Ready) {
    let slots = SparkSlots(wished: wishedSlots, found: ready.slots)
    let wave = state.withLock { state in
      (state.slots, state.reach) = (slots, SparkReach(probes: slots.probes))
      return state.board.beginProbe()
    }
    job.progress.update {
      $0.execution = ExecutionStatus(application: ready.application, executors: 0, tasks: 0)
    }
    tell(.wave(wave, shards: slots.probes))
  }

  private func open(_ attempt: SparkAttempt, on host: String) {
    let (opening, released) = state.withLock { state in
      (state.board.opened(attempt), state.reach?.opened(attempt, on: host) ?? [])
    }
    release(released)
    switch opening {
    case .unwanted: tell(.close(attempt))
    case .probes: tell(.tell(attempt, .probe(job.start().travelling)))
    case .does(let numbers, let older):
      if let older { tell(.close(older)) }
      begin(numbers, by: attempt)
    }
  }

  private func begin(_ numbers: [Int], by attempt: SparkAttempt) {
    tell(.tell(attempt, .begin(job.start().travelling)))
    if job.control.isPausing { tell(.tell(attempt, .pause)) }
    for number in numbers {
      guard let work = nextWork(number) else { continue }
      tell(.tell(attempt, work.order(number, hasTaken: job.allowance.hasTaken)))
    }
  }

  /// What is to be done, of which what an older attempt has written is written again.
  private func nextWork(_ number: Int) -> WorkerErrand? {
    let errand = state.withLock { state -> SparkErrand? in
      defer { state.board[number]?.counted = CountedRows() }
      return state.board[number]
    }
    guard let errand else { return nil }
    job.progress.abandoned(rows: errand.counted.rows, bytes: errand.counted.bytes)
    return errand.nextWork
  }

  private func deal(to attempt: SparkAttempt) async {
    await job.throttle.deal(
      while: { self.state.withLock { $0.board.isAtWork(attempt) } },
      counted: { self.state.withLock { $0.isWriting(attempt) } },
      tell: { self.tell(.tell(attempt, .pace(bytesPerSecond: $0))) })
  }

  /// Hears a worker; returns what is to be done for it while others are heard.
  private func hear(
    _ line: String, from attempt: SparkAttempt
  ) -> (@Sendable () async -> Void)? {
    guard let report = try? WorkerReport(line: line) else {
      // A worker that babbles is as good as lost.
      tell(.close(attempt))
      return nil
    }
    if case .reach(let source, let target) = report {
      release(
        state.withLock { $0.reach?.found(attempt, source: source, target: target) ?? [attempt] })
      return { await self.endWait() }
    }
    let numbers = state.withLock { $0.board.numbers(of: attempt) }
    switch report {
    case .lease(let number):
      if numbers.contains(number) { return { await self.lease(number, for: attempt) } }
      tell(.tell(attempt, .notLeased(number, Failure(HandOutEnded()))))
    case .wrote(let number, let rows, let bytes, let isHeld) where numbers.contains(number):
      count(rows, bytes, of: number, isHeld)
    case .ended(let number, let outcome) where numbers.contains(number):
      finish(number, .copied(job.heard(outcome)))
    case .chunk(let number, let outcome) where numbers.contains(number):
      note(outcome, by: attempt)
      finish(number, .chunk(outcome))
    case .notice(let kind, let text) where !numbers.isEmpty: job.heard(kind, text)
    case .limit(let named) where !numbers.isEmpty: job.heardLimit(named)
    case .unable(let failure):
      for number in numbers { finish(number, .copied(.stopped(failure))) }
    case .reach, .wrote, .ended, .chunk, .notice, .limit: break
    }
    return nil
  }

  /// Lets workers of the first wave end: the others may have no room beside them.
  private func endWait() async {
    // 15 s: an executor that comes later is not waited for.
    try? await Task.sleep(for: .seconds(15))
    release(state.withLock { $0.reach?.waitedEnough() ?? [] })
  }

  private func release(_ attempts: [SparkAttempt]) {
    for attempt in attempts { tell(.close(attempt)) }
  }

  private func lease(_ number: Int, for attempt: SparkAttempt) async {
    let errand = state.withLock { state -> SparkErrand? in
      guard state.board.numbers(of: attempt).contains(number) else { return nil }
      state.board[number]?.wasLeased = true
      return state.board[number]
    }
    guard case .copy(_, let lease)? = errand?.work else { return }
    do {
      let mayBeStored = try await lease()
      // A newer attempt may have begun meanwhile.
      guard state.withLock({ $0.board.numbers(of: attempt).contains(number) }) else {
        throw HandOutEnded()
      }
      tell(.tell(attempt, .leased(number, mayBeStored: mayBeStored)))
    } catch {
      tell(.tell(attempt, .notLeased(number, Failure(error))))
    }
  }

  private func note(_ outcome: ChunkOutcome, by attempt: SparkAttempt) {
    state.withLock { state in
      guard outcome.sent.bytes > 0 else {
        state.repairing.remove(attempt)
        return
      }
      state.repairing.insert(attempt)
    }
  }

  private func count(_ rows: Int, _ bytes: Int, of number: Int, _ isHeld: Bool) {
    state.withLock { state in
      state.board[number]?.counted.rows += rows
      state.board[number]?.counted.bytes += bytes
    }
    job.wrote(rows: rows, bytes: bytes, isHeld: isHeld)
  }

  private func close(_ attempt: SparkAttempt, _ report: SparkReport) {
    state.withLock { state in
      state.board.closed(attempt)
      state.repairing.remove(attempt)
      guard report.status != 0, let words = report.errors.flatMap(LastWords.line) else { return }
      state.lastWords = words
    }
  }

  private func show(_ executors: Int, _ report: SparkReport) {
    if let slots = report.slots { state.withLock { $0.slots?.found = slots } }
    job.progress.update {
      $0.execution?.executors = executors
      $0.execution?.tasks = report.tasks
    }
  }
}
