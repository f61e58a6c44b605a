internal import MilvusClient
internal import Synchronization

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Speaks as the driver of Spark does, and runs the workers in this process: four tries for each shard.
actor SparkStandIn {
  private let say: AsyncStream<String>.Continuation
  private let passes: @Sendable (String) -> Bool
  private let reports: @Sendable (String) -> String
  /// How many workers run at once.
  private let room: Int
  private var workers: [SparkAttempt: StandInWorker] = [:]

  private init(
    _ say: AsyncStream<String>.Continuation, _ passes: @escaping @Sendable (String) -> Bool,
    _ reports: @escaping @Sendable (String) -> String, room: Int
  ) {
    (self.say, self.passes, self.reports, self.room) = (say, passes, reports, room)
  }

  /// Starts one; `passes` is shown each line from or to a worker, and ends it by saying no.
  ///
  /// It has the first number of slots when it is ready, and the others before its first wave has ended;
  /// so many workers as it has room for run at once. `begins` is told how many shards each wave has.
  /// `outlives` is shown each order, and ends the driver without a word by saying no.
  static func link(
    _ passes: @escaping @Sendable (String) -> Bool,
    _ reports: @escaping @Sendable (String) -> String = { $0 },
    slots: [Int] = [2], room: Int = .max, begins: @escaping @Sendable (Int) -> Void = { _ in },
    outlives: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> WorkerLink {
    let (orders, toDriver) = AsyncStream<String>.makeStream()
    let (lines, fromDriver) = AsyncStream<String>.makeStream()
    let driver = Task {
      await SparkStandIn(fromDriver, passes, reports, room: room)
        .run(orders, slots, begins, outlives)
      fromDriver.finish()
    }
    return WorkerLink(
      lines: lines, write: { toDriver.yield($0) }, hangUp: { toDriver.finish() },
      lastWords: {
        await driver.value
        return nil
      })
  }

  private func run(
    _ orders: AsyncStream<String>, _ slots: [Int], _ begins: @Sendable (Int) -> Void,
    _ outlives: @Sendable (String) -> Bool
  ) async {
    let ready = SparkReport.Ready(application: "app-1", slots: slots.first ?? 0)
    say.yield(SparkReport(ready: ready).encodedLine)
    for count in slots {
      say.yield(SparkReport(executors: count, tasks: 0, slots: count).encodedLine)
    }
    await withDiscardingTaskGroup { group in
      for await line in orders {
        guard outlives(line) else {
          say.finish()
          break
        }
        guard let order = try? SparkOrder(line: line) else { continue }
        if let wave = order.wave, let shards = order.shards {
          begins(shards)
          group.addTask { await self.run(wave, shards) }
        }
        if let attempt = order.to, let line = order.line { workers[attempt]?.tell(line) }
        if let attempt = order.close { workers[attempt]?.close() }
      }
      workers.values.forEach { $0.close() }
      group.cancelAll()
    }
  }

  private func run(_ wave: Int, _ shards: Int) async {
    let isDone = await withTaskGroup(of: Bool.self) { group in
      var isDone = true
      for shard in 0..<shards {
        if shard >= room, await group.next() == false { isDone = false }
        group.addTask {
          for number in 0..<4 {
            let attempt = SparkAttempt(wave: wave, shard: shard, number: number)
            if await self.run(attempt) { return true }
          }
          return false
        }
      }
      for await isShardDone in group { isDone = isDone && isShardDone }
      return isDone
    }
    say.yield(SparkReport(ended: wave, error: isDone ? nil : "a worker died").encodedLine)
  }

  /// Runs a worker to its end; returns whether it ended well.
  private func run(_ attempt: SparkAttempt) async -> Bool {
    let worker = StandInWorker(passes) { [say, reports] line in
      say.yield(SparkReport(from: attempt, line: reports(line)).encodedLine)
    }
    workers[attempt] = worker
    say.yield(SparkReport(opened: attempt, host: "here").encodedLine)
    let status = await worker.run()
    workers[attempt] = nil
    say.yield(SparkReport(closed: attempt, status: status, errors: "").encodedLine)
    return status == 0
  }
}

/// A worker in this process, which can be lost.
private final class StandInWorker: Sendable {
  private let orders: AsyncStream<String>
  private let toWorker: AsyncStream<String>.Continuation
  private let passes: @Sendable (String) -> Bool
  private let report: @Sendable (String) -> Void
  private let isLost = Mutex(false)

  init(
    _ passes: @escaping @Sendable (String) -> Bool, report: @escaping @Sendable (String) -> Void
  ) {
    (orders, toWorker) = AsyncStream.makeStream()
    (self.passes, self.report) = (passes, report)
  }

  func tell(_ line: String) {
    if passes(line) { toWorker.yield(line) } else { lose() }
  }

  func close() { toWorker.finish() }

  /// Returns its status.
  func run() async -> Int {
    let link = WorkerLink(lines: orders, write: write, hangUp: {})
    do {
      try await Worker(source: .none, target: .none).run(over: link)
    } catch {
      return 1
    }
    return isLost.withLock(\.self) ? 137 : 0
  }

  private func write(_ line: String) {
    guard !isLost.withLock(\.self) else { return }
    if passes(line) { report(line) } else { lose() }
  }

  private func lose() {
    isLost.withLock { $0 = true }
    toWorker.finish()
  }
}
