/// How many calls of each method are under way, and how many were at once.
struct FakeTraffic: Sendable {
  private var now: [String: Int] = [:]
  private(set) var most: [String: Int] = [:]

  mutating func begin(_ method: String) {
    now[method, default: 0] += 1
    most[method] = max(most[method, default: 0], now[method, default: 0])
  }

  mutating func end(_ method: String) {
    now[method, default: 0] -= 1
  }
}
