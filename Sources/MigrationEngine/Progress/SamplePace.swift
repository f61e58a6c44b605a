/// Decides when a sample of a copy is worth keeping; time is a parameter, in seconds.
struct SamplePace {
  /// Seconds after which a sample is due, however little was copied.
  static let interval = 5.0
  /// Seconds within which none is due, however much was copied.
  static let leastInterval = 0.25

  private var last: (rows: Int64, time: Double)?

  /// Whether a sample is due, which is then taken: the first, then one for each per cent and
  /// interval, four a second at most.
  mutating func isDue(rows: Int64, of total: Int64?, at now: Double) -> Bool {
    if let last {
      let passed = now - last.time
      let isLate = passed >= Self.interval
      guard isLate || passed >= Self.leastInterval && isPerCent(rows - last.rows, of: total) else {
        return false
      }
    }
    last = (rows, now)
    return true
  }

  private func isPerCent(_ rows: Int64, of total: Int64?) -> Bool {
    guard let total, rows > 0 else { return false }
    return rows >= total / 100
  }
}
