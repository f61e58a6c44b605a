/// The rate of the last minute; time is a parameter, in seconds.
package struct RateEstimator {
  /// Seconds that count.
  package static let window = 60.0
  /// Seconds of data below which nothing is said.
  package static let settling = 3.0

  private struct Sample {
    var time: Double
    var rows: Int64
    var bytes: Int64
  }
  private var samples: [Sample] = []

  /// An estimator that has been told nothing yet.
  package init() {}

  /// Notes the totals at a moment.
  package mutating func note(rows: Int64, bytes: Int64, at now: Double) {
    if let last = samples.last, now - last.time < 0.25, samples.count > 1 { samples.removeLast() }
    samples.append(Sample(time: now, rows: rows, bytes: bytes))
    let stale = samples.prefix { now - $0.time > Self.window }.count
    if stale > 1 { samples.removeFirst(stale - 1) }
  }

  /// Entities and bytes per second up to `now`; nil while there is too little to tell.
  package func rate(at now: Double) -> TransferRate? {
    guard let first = samples.first, let last = samples.last, now - first.time >= Self.settling
    else { return nil }
    let seconds = now - first.time
    return TransferRate(
      rows: Double(last.rows - first.rows) / seconds,
      bytes: Double(last.bytes - first.bytes) / seconds)
  }
}
