internal import MilvusClient
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

/// How workers follow each other, and what becomes of the tasks meanwhile.
@Suite(.timeLimit(.minutes(5)))
struct WorkerExecutorTests {
  private let task: RangeTask
  private let coordination = WorkerCoordination.idle()

  init() throws {
    let plan = try #require(try Sample.collection(Sample.facts(Sample.schema())).planner.plan())
    task = RangeTask(
      route: try RowRoute(plan, timestamp: nil),
      work: RangeWork(id: 1, partition: nil, range: KeyRange(), rows: 1, wasSent: false),
      attempt: 1)
  }

  @Test func `why the work cannot begin is what tasks end with, and no other worker is tried`()
    async throws
  {
    let failure = Failure(.end(.source, .unauthenticated), "the password is wrong")
    let launches = Mutex(0)
    let executor = WorkerExecutor(
      launch: {
        launches.withLock { $0 += 1 }
        return .gone(after: [.unable(failure)])
      }, for: coordination)
    await executor.serve()
    let outcome = await executor.run(task, lease: { false })
    #expect(outcome == .stopped(failure))
    #expect(launches.withLock(\.self) == 1)
  }

  @Test func `a task that comes when a worker has ended is for the next one`() async throws {
    let done = RangeOutcome.done(rows: 1, bytes: 8, rejects: [])
    let (ends, end) = AsyncStream<Void>.makeStream()
    let launches = Mutex(0)
    let executor = WorkerExecutor(
      launch: {
        let number = launches.withLock { launches in
          launches += 1
          return launches
        }
        guard number == 1 else { return .ending(tasks: done) }
        return .gone {
          end.finish()
          // Long enough for the task to come.
          for _ in 0..<1_000 { await Task.yield() }
          return nil
        }
      }, for: coordination)
    let outcome = await withTaskGroup(of: Void.self) { group in
      group.addTask { await executor.serve() }
      defer { group.cancelAll() }
      for await _ in ends {}
      return await executor.run(task, lease: { false })
    }
    #expect(outcome == done)
  }

  @Test func `a worker without a task leaves its share of the limit to the others`() async throws {
    let throttle = WriteThrottle()
    throttle.allow(atMost: 6e6)
    let job = WorkerCoordination.idle(throttle: throttle)
    let (pace, idlePace) = (Pace(), Pace())
    try await withThrowingTaskGroup(of: Void.self) { group in
      let busy = WorkerExecutor(launch: { .busy(hearing: pace) }, for: job)
      let idle = WorkerExecutor(launch: { .busy(hearing: idlePace) }, for: job)
      group.addTask { await busy.serve() }
      group.addTask { await idle.serve() }
      group.addTask { [task] in _ = await busy.run(task, lease: { false }) }
      defer { group.cancelAll() }
      try await waitUntil("the share", within: .seconds(20)) {
        pace.last == 6e6 && idlePace.last == 3e6 ? () : nil
      }
      group.addTask { [task] in _ = await idle.run(task, lease: { false }) }
      try await waitUntil("the half", within: .seconds(20)) { pace.last == 3e6 ? () : nil }
    }
  }
}

/// What a worker was told last to write a second.
private final class Pace: Sendable {
  private let told = Mutex<Double?>(nil)
  var last: Double? { told.withLock(\.self) }
  func hear(_ rate: Double?) { told.withLock { $0 = rate } }
}

extension WorkerLink {
  /// The line to a worker that ends no task.
  fileprivate static func busy(hearing pace: Pace) -> WorkerLink {
    let (lines, voice) = AsyncStream<String>.makeStream()
    return WorkerLink(
      lines: lines,
      write: { line in
        guard case .pace(let rate)? = try? WorkerOrder(line: line) else { return }
        pace.hear(rate)
      }, hangUp: { voice.finish() })
  }

  /// The line to a worker that ends each task at once, with this outcome.
  fileprivate static func ending(tasks outcome: RangeOutcome) -> WorkerLink {
    let (lines, voice) = AsyncStream<String>.makeStream()
    return WorkerLink(
      lines: lines,
      write: { line in
        guard case .task(let number, _, _)? = try? WorkerOrder(line: line) else { return }
        voice.yield(WorkerReport.ended(number, outcome).encodedLine)
      }, hangUp: { voice.finish() })
  }

  /// The line to a worker that has ended after these words.
  fileprivate static func gone(
    after reports: [WorkerReport] = [],
    lastWords: @escaping @Sendable () async -> String? = { nil }
  ) -> WorkerLink {
    let (lines, voice) = AsyncStream<String>.makeStream()
    for report in reports { voice.yield(report.encodedLine) }
    voice.finish()
    return WorkerLink(lines: lines, write: { _ in }, hangUp: {}, lastWords: lastWords)
  }
}
