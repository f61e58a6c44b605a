internal import Synchronization
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What is made of the words of several workers.
struct WorkerCoordinationTests {
  /// Whoever is told what people are to know.
  private final class Ear: Sendable {
    private let heard = Mutex<[String]>([])

    var all: [String] { heard.withLock(\.self) }

    func hear(_ text: String) { heard.withLock { $0.append(text) } }
  }

  private let ear = Ear()
  private let progress = ProgressCounter()

  private func job(_ throttle: WriteThrottle = WriteThrottle()) -> WorkerCoordination {
    .idle(progress: progress, throttle: throttle, notify: { [ear] _, text in ear.hear(text) })
  }

  @Test func `what hinders all workers is said once, until rows are written again`() {
    let job = job()
    for _ in 0..<3 { job.heard(.hindered, "no answer") }
    #expect(ear.all == ["no answer"])
    #expect(progress.snapshot().hindrance == "no answer")
    progress.wrote(rows: 1, bytes: 8)
    job.heard(.hindered, "no answer")
    #expect(ear.all.count == 2)
  }

  @Test func `the limit shows that holds a worker back, however little of it is its share`() {
    let throttle = WriteThrottle()
    throttle.allow(atMost: 1_000)
    let job = job(throttle)
    job.wrote(rows: 1, bytes: 10, isHeld: false)
    #expect(progress.snapshot().limit(at: progress.now) == nil && ear.all.isEmpty)
    job.wrote(rows: 1, bytes: 10, isHeld: true)
    let limit = WriteLimit(bytesPerSecond: 1_000, owner: .user)
    #expect(progress.snapshot().limit(at: progress.now) == limit)
    #expect(ear.all == [limit.sentence])
  }
}
