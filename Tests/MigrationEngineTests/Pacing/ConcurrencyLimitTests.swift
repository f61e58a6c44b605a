import Synchronization
import Testing

@testable import MigrationEngine
@testable import RangeTransfer

struct ConcurrencyLimitTests {
  private final class Gauge: Sendable {
    private let counts = Mutex((now: 0, most: 0, total: 0))

    func enter() {
      counts.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
        $0.total += 1
      }
    }

    func leave() { counts.withLock { $0.now -= 1 } }

    var most: Int { counts.withLock { $0.most } }
    var total: Int { counts.withLock { $0.total } }
  }

  @Test(arguments: [1, 3])
  func `no more tasks are inside than the limit is wide`(width: Int) async {
    let limit = ConcurrencyLimit(width: width)
    let gauge = Gauge()
    await withTaskGroup { group in
      for _ in 0..<50 {
        group.addTask {
          await limit.pass {
            gauge.enter()
            await Task.yield()
            gauge.leave()
          }
        }
      }
    }
    #expect(1...width ~= gauge.most)
    #expect(gauge.total == 50)
  }

  @Test func `a body that throws leaves its place to the next`() async {
    struct Oops: Error {}
    let limit = ConcurrencyLimit(width: 1)
    await #expect(throws: Oops.self) { try await limit.pass { throw Oops() } }
    await limit.pass {}
  }
}
