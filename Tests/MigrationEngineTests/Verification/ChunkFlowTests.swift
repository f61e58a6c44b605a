internal import MilvusClient
internal import Synchronization
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A comparison keeps to calls and bytes, whatever ranges come.
@Suite(.timeLimit(.minutes(5)))
struct ChunkFlowTests {
  @Test(arguments: [
    [10, 10, 10, 10, 10], [60, 60, 60], [30, 90, 5, 5, 5, 80, 40], [400, 1, 400],
  ])
  func `bytes in flight stay within the window, but for one range alone`(
    sizes: [Int]
  ) async throws {
    let gauge = Gauge()
    let noted = try await run(sizes, gauge)
    #expect(noted.sorted() == sizes.sorted())
    #expect(gauge.peak <= max(100, sizes.max() ?? 0))
    #expect(gauge.calls <= 3)
  }

  @Test func `the transport's buffers take a part of the window`() async throws {
    let gauge = Gauge()
    let noted = try await run([40, 40, 40, 40], gauge)
    #expect(noted.count == 4 && gauge.peak == 40)
  }

  @Test func `what fails stops the rest`() async throws {
    let gauge = Gauge()
    await #expect(throws: PauseRequested.self) {
      try await run(Array(repeating: 60, count: 50), gauge) { throw PauseRequested() }
    }
    #expect(gauge.all < 50)
  }

  @Test func `where much has come out it is noted before the window is full`() async throws {
    let gauge = Gauge()
    let flow = ChunkFlow(
      window: FlightWindow(calls: 1000, bytes: 1000), share: FlightBudget().share(calls: 1000),
      checkpoint: {})
    var (begun, noted, waiting) = (0, 0, 0)
    try await flow.run {
      while gauge.ended < begun { await Task.yield() }
      waiting = max(waiting, begun - noted)
      begun += 1
      return begun <= 200 ? Chunk(partition: nil, range: KeyRange(), bytes: 1) : nil
    } work: { chunk in
      gauge.enter(chunk.bytes)
      gauge.leave(chunk.bytes)
      return chunk.bytes
    } note: { _ in
      noted += 1
    }
    #expect(noted == 200 && 64...100 ~= waiting, "\(waiting) wait")
  }

  private func run(
    _ sizes: [Int], _ gauge: Gauge, _ fail: @escaping @Sendable () throws -> Void = {}
  ) async throws -> [Int] {
    let flow = ChunkFlow(
      window: FlightWindow(calls: 3, bytes: 100), share: FlightBudget().share(calls: 3),
      checkpoint: {})
    var waiting = sizes[...]
    var noted: [Int] = []
    try await flow.run {
      waiting.popFirst().map { Chunk(partition: nil, range: KeyRange(), bytes: $0) }
    } work: { chunk in
      gauge.enter(chunk.bytes)
      for _ in 0..<20 { await Task.yield() }
      gauge.leave(chunk.bytes)
      try fail()
      return chunk.bytes
    } note: { bytes in
      noted.append(bytes)
    }
    return noted
  }
}

/// Measures what is in flight at once.
private final class Gauge: Sendable {
  private let state = Mutex((now: 0, peak: 0, running: 0, calls: 0, all: 0))

  var peak: Int { state.withLock(\.peak) }
  var calls: Int { state.withLock(\.calls) }
  var all: Int { state.withLock(\.all) }
  var ended: Int { state.withLock { $0.all - $0.running } }

  func enter(_ bytes: Int) {
    state.withLock {
      $0.now += bytes
      $0.running += 1
      $0.all += 1
      $0.peak = max($0.peak, $0.now)
      $0.calls = max($0.calls, $0.running)
    }
  }

  func leave(_ bytes: Int) {
    state.withLock {
      $0.now -= bytes
      $0.running -= 1
    }
  }
}
