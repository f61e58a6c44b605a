import Synchronization
import Testing

@testable import MigrationEngine

struct TurnstileTests {
  @Test(arguments: [1, 3])
  func `no more tasks are inside than the turnstile is wide`(width: Int) async {
    let turnstile = Turnstile(width: width)
    let inside = Mutex((now: 0, most: 0, total: 0))
    await withTaskGroup { group in
      for _ in 0..<50 {
        group.addTask {
          await turnstile.pass {
            inside.withLock {
              $0.now += 1
              $0.most = max($0.most, $0.now)
              $0.total += 1
            }
            await Task.yield()
            inside.withLock { $0.now -= 1 }
          }
        }
      }
    }
    inside.withLock {
      #expect(1...width ~= $0.most)
      #expect($0.total == 50)
    }
  }

  @Test func `a body that throws leaves its place to the next`() async throws {
    struct Oops: Error {}
    let turnstile = Turnstile(width: 1)
    await #expect(throws: Oops.self) { try await turnstile.pass { throw Oops() } }
    await turnstile.pass {}
  }
}
