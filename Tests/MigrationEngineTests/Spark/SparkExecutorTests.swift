internal import MilvusClient
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

/// What is said to the workers of Spark while they compare and repair.
@Suite(.timeLimit(.minutes(5)))
struct SparkExecutorTests {
  private static let chunk = Chunk(partition: nil, range: KeyRange())

  private func comparison() throws -> ChunkTask {
    let view = RowView(
      collection: CollectionAddress(name: "docs"),
      key: KeyColumn(try #require(Sample.schema().primaryKey)), columns: [], filter: nil,
      hasPartitionKey: false, timestamp: nil)
    return ChunkTask(views: RowViews(left: view, right: view), chunk: Self.chunk)
  }

  @Test func `a worker that only compares leaves its share of the limit to others`() async throws {
    let throttle = WriteThrottle()
    throttle.allow(atMost: 6e6)
    let driver = OneWorker()
    let executor = SparkExecutor(
      launch: { driver.link }, slots: 1, for: .idle(throttle: throttle))
    let task = try comparison()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await throttle.deal(tell: { rate in driver.other.withLock { $0 = rate } }) }
      group.addTask {
        try await executor.whileServing {
          async let one = executor.run(task)
          async let two = executor.run(task)
          _ = try await (one, two)
        }
      }
      defer { group.cancelAll() }
      try await waitUntil("the whole", within: .seconds(20)) {
        driver.pace == 3e6 && driver.other.withLock(\.self) == 6e6 && driver.tasks.count == 2
          ? () : nil
      }
      var repaired = ChunkOutcome(ChunkFindings(chunk: Self.chunk))
      repaired.sent.bytes = 1
      driver.end(driver.tasks[0], repaired)
      try await waitUntil("the half", within: .seconds(20)) {
        driver.other.withLock(\.self) == 3e6 ? () : nil
      }
      driver.end(driver.tasks[1], repaired)
    }
  }
}

/// A driver of Spark with one worker, which ends no task by itself.
private final class OneWorker: Sendable {
  private let attempt = SparkAttempt(wave: 2, shard: 0, number: 0)
  private let lines: AsyncStream<String>
  private let voice: AsyncStream<String>.Continuation
  /// The share of one who writes beside it.
  let other = Mutex<Double?>(nil)
  private let told = Mutex<(tasks: [Int], pace: Double?)>(([], nil))

  init() {
    (lines, voice) = AsyncStream.makeStream()
    say(SparkReport(ready: SparkReport.Ready(application: "app-1", slots: 1)))
  }

  var tasks: [Int] { told.withLock { $0.tasks } }
  var pace: Double? { told.withLock { $0.pace } }

  var link: WorkerLink {
    WorkerLink(lines: lines, write: hear, hangUp: { [voice] in voice.finish() })
  }

  func end(_ number: Int, _ outcome: ChunkOutcome) {
    say(SparkReport(from: attempt, line: WorkerReport.chunk(number, outcome).encodedLine))
  }

  private func say(_ report: SparkReport) { voice.yield(report.encodedLine) }

  private func hear(_ line: String) {
    guard let order = try? SparkOrder(line: line) else { return }
    if let wave = order.wave {
      // Nobody tries the ends.
      say(wave == 1 ? SparkReport(ended: wave) : SparkReport(opened: attempt, host: "here"))
    }
    switch order.line.flatMap({ try? WorkerOrder(line: $0) }) {
    case .chunk(let number, _, _)?: told.withLock { $0.tasks.append(number) }
    case .pace(let rate)?: told.withLock { $0.pace = rate }
    default: break
    }
  }
}
