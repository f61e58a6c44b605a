internal import MigrationPlanning
package import MilvusClient
internal import Synchronization

/// Does tasks that come over a link, in a process that holds the credentials of both ends.
///
/// It keeps nothing: what it did is what it said. When the link ends it stops at once, for somebody else
/// may do its tasks by then.
package struct Worker: Sendable {
  private let source, target: MilvusCredentials

  /// A worker that presents these to the ends.
  package init(source: MilvusCredentials, target: MilvusCredentials) {
    (self.source, self.target) = (source, target)
  }

  /// Works until the link ends.
  ///
  /// - Throws: What is wrong with a line, or keeps both ends from being spoken to at all.
  package func run(over link: WorkerLink) async throws {
    var lines = link.lines.makeAsyncIterator()
    guard let line = await lines.next() else { return }
    guard case .begin(let start) = try WorkerOrder(line: line) else {
      throw Failure.noBeginning
    }
    try await withMilvusClient(start.source.access(as: source)) { source in
      try await withMilvusClient(start.target.access(as: target)) { target in
        try await WorkerRun(start, link, source: source, target: target).serve()
      }
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
  let allowance: RejectAllowance
  let executor: LocalExecutor
  let desk: LeaseDesk

  init(
    _ start: WorkerStart, _ link: WorkerLink, source: MilvusClient, target: MilvusClient
  ) async throws {
    let say: @Sendable (JobNotice.Kind, String) -> Void = { link.send(WorkerReport.notice($0, $1)) }
    let progress = ProgressCounter()
    let persistence = Persistence(
      policy: start.retries, progress: progress, control: control, say: say)
    let (here, there) = (
      try await source.identify().version, try await target.identify().version
    )
    let copy = Endpoint(.target, target, there, persistence, ServerTurnstiles.Pair(there))
    let ends = MilvusEnds(
      from: Endpoint(.source, source, here, persistence, ServerTurnstiles.Pair(here)), to: copy)
    allowance = RejectAllowance(
      limit: start.maxRejects, spent: start.spentRejects, hasTaken: false)
    executor = LocalExecutor(
      ends: ends, persistence: persistence,
      writers: copy.turnstile, control: control, allowance: allowance, progress: progress, say: say)
    desk = LeaseDesk { link.send(WorkerReport.lease($0)) }
    self.link = link
  }

  func serve() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      defer {
        desk.close()
        group.cancelAll()
      }
      for await line in link.lines {
        switch try WorkerOrder(line: line) {
        case .begin: throw Failure.noBeginning
        case .task(let number, let task, let hasTaken):
          if hasTaken { allowance.tookRows() }
          group.addTask {
            let outcome = await executor.run(task) { try await desk.lease(number) }
            link.send(WorkerReport.ended(number, outcome))
          }
        case .leased(let number, let mayBeStored): desk.answer(number, .success(mayBeStored))
        case .notLeased(let number, let failure): desk.answer(number, .failure(failure))
        case .pause: control.pause()
        }
      }
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

  /// Suspends until the coordinator has answered, or is gone.
  func lease(_ number: Int) async throws -> Bool {
    try await withCheckedThrowingContinuation { wait in
      let isClosed = state.withLock { state in
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
