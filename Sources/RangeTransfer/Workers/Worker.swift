internal import MigrationPlanning
package import MilvusClient
internal import Synchronization

/// Does tasks that come over a link, in a process that holds the credentials of both ends.
///
/// It keeps nothing: what it did is what it said. When the link ends it stops at once, for somebody else
/// may do its tasks by then.
package struct Worker: Sendable {
  private let source, target: MilvusCredentials
  private let sourceProxy, targetProxy: HTTPProxy?

  /// A worker that presents these to the ends, and reaches them through these proxies.
  package init(
    source: MilvusCredentials, target: MilvusCredentials, sourceProxy: HTTPProxy? = nil,
    targetProxy: HTTPProxy? = nil
  ) {
    (self.source, self.target) = (source, target)
    (self.sourceProxy, self.targetProxy) = (sourceProxy, targetProxy)
  }

  /// Works until the link ends.
  ///
  /// - Throws: What is wrong with a line, or keeps both ends from being spoken to at all.
  package func run(over link: WorkerLink) async throws {
    var lines = link.lines.makeAsyncIterator()
    guard let line = await lines.next() else { return }
    switch try WorkerOrder(line: line) {
    case .begin(let start):
      let (here, there) = accesses(start)
      try await withMilvusClient(here) { source in
        try await withMilvusClient(there) { target in
          try await WorkerRun(start, link).serve(from: source, to: target)
        }
      }
    case .probe(let start):
      let (here, there) = accesses(start)
      async let source = Self.reach(.source, here, start.retries)
      async let target = Self.reach(.target, there, start.retries)
      link.send(WorkerReport.reach(source: await source, target: await target))
      while await lines.next() != nil {}
    default: throw Failure.noBeginning
    }
  }

  private func accesses(_ start: WorkerStart) -> (MilvusAccess, MilvusAccess) {
    (
      start.source.access(as: source, through: sourceProxy),
      start.target.access(as: target, through: targetProxy)
    )
  }

  /// Why an end does not answer; nil if it does.
  private static func reach(
    _ side: Side, _ access: MilvusAccess, _ retries: RetryPolicy
  ) async -> Failure? {
    let retrier = Retrier(
      policy: retries, progress: ProgressCounter(), control: JobControl(), notify: { _, _ in })
    do {
      try await withMilvusClient(access) { client in
        _ = try await retrier.call(side) { () async throws(MilvusError) in
          try await client.identify()
        }
      }
      return nil
    } catch {
      return Failure(error)
    }
  }
}

extension Failure {
  /// The first line has to say what all tasks have in common, and no other may.
  fileprivate static let noBeginning = Failure(
    .unexpected, "a worker is told once, and first, what all its tasks have in common")
}

/// The tasks of one worker.
private struct WorkerRun {
  let link: WorkerLink
  let control = JobControl()
  let progress = ProgressCounter()
  let allowance: RejectAllowance
  let throttle: WriteThrottle
  let retrier: Retrier
  let parallel: Int
  /// What is read at once to be compared.
  let chunks: FlightBudget.Share
  let desk: LeaseDesk

  init(_ start: WorkerStart, _ link: WorkerLink) {
    (self.link, parallel) = (link, start.parallel)
    chunks = FlightBudget().share(calls: start.parallel)
    allowance = RejectAllowance(
      limit: start.maxRejects, spent: start.spentRejects, hasTaken: false)
    throttle = WriteThrottle { link.send(WorkerReport.limit(bytesPerSecond: $0)) }
    retrier = Retrier(
      policy: start.retries, throttle: throttle, progress: progress, control: control,
      notify: { link.send(WorkerReport.notice($0, $1)) })
    desk = LeaseDesk { link.send(WorkerReport.lease($0)) }
  }

  func serve(from source: MilvusClient, to target: MilvusClient) async throws {
    do {
      let source = try await endpoint(.source, source)
      let target = try await endpoint(.target, target)
      try await serve(
        LocalExecutor(
          from: source, to: target, retrier: retrier, control: control,
          allowance: allowance, progress: progress, parallel: parallel,
          notify: { link.send(WorkerReport.notice($0, $1)) }),
        LocalChunkExecutor(ends: ChunkEnds(source, target), allowance: allowance))
    } catch let error as SideError {
      link.send(WorkerReport.unable(Failure(error)))
    }
  }

  private func endpoint(_ side: Side, _ client: MilvusClient) async throws -> Endpoint {
    let version = try await retrier.call(side) { () async throws(MilvusError) in
      try await client.identify().version
    }
    return Endpoint(side, client, version, retrier, ServerConcurrency.Pair(version))
  }

  private var isHeld: Bool { progress.snapshot().limit(at: progress.now) != nil }

  private func serve(_ executor: LocalExecutor, _ chunkExecutor: LocalChunkExecutor) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      defer {
        desk.close()
        group.cancelAll()
      }
      for await line in link.lines {
        switch try WorkerOrder(line: line) {
        case .begin, .probe: throw Failure.noBeginning
        case .task(let number, let task, let hasTaken):
          if hasTaken { allowance.tookRows() }
          group.addTask {
            let outcome = await executor.run(
              task, lease: { try await desk.lease(number) },
              wrote: {
                link.send(WorkerReport.wrote(number, rows: $0, bytes: $1, isHeld: isHeld))
              })
            link.send(WorkerReport.ended(number, outcome))
          }
        case .chunk(let number, let task, let hasTaken):
          if hasTaken { allowance.tookRows() }
          group.addTask {
            let report = await chunks.pass(task.chunk.weight, unless: { control.isPausing }) {
              await chunkExecutor.report(number, task)
            }
            link.send(report ?? .ended(number, .interrupted))
          }
        case .leased(let number, let mayBeStored): desk.answer(number, .success(mayBeStored))
        case .notLeased(let number, let failure): desk.answer(number, .failure(failure))
        case .pace(let rate): throttle.allow(atMost: rate)
        case .pause:
          control.pause()
          chunks.withdraw()
        }
      }
    }
  }
}

extension LocalChunkExecutor {
  /// Does a task, and says what became of it.
  fileprivate func report(_ number: Int, _ task: ChunkTask) async -> WorkerReport {
    do {
      return .chunk(number, try await complete(task))
    } catch is PauseRequested, is CancellationError {
      return .ended(number, .interrupted)
    } catch {
      return .ended(number, .stopped(Failure(error)))
    }
  }
}

/// Where tasks wait for the answers about their leases.
private final class LeaseDesk: Sendable {
  private typealias Wait = CheckedContinuation<Bool, any Error>

  private let ask: @Sendable (Int) -> Void
  private let state = Mutex<(waiting: [Int: Wait], isClosed: Bool)>(([:], false))

  init(_ ask: @escaping @Sendable (Int) -> Void) {
    self.ask = ask
  }

  /// Suspends until the coordinator has answered, or is gone; a task asks again only after that.
  func lease(_ number: Int) async throws -> Bool {
    try await withCheckedThrowingContinuation { wait in
      let isClosed = state.withLock { state in
        precondition(state.waiting[number] == nil, "a task waits for one lease at a time")
        if !state.isClosed { state.waiting[number] = wait }
        return state.isClosed
      }
      if isClosed { wait.resume(throwing: CancellationError()) } else { ask(number) }
    }
  }

  func answer(_ number: Int, _ answer: Result<Bool, Failure>) {
    state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(with: answer.mapError { $0 })
  }

  /// Lets nobody wait any longer.
  func close() {
    let waiting = state.withLock { state in
      defer { state = ([:], true) }
      return state.waiting.values
    }
    waiting.forEach { $0.resume(throwing: CancellationError()) }
  }
}
