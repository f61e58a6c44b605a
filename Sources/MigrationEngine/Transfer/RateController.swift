/// Paces writes: halves the rate on pressure, grows it again slowly.
///
/// It is pure; time is a parameter, in seconds. There is no limit until the target first complains. From then on each write reserves its place in
/// time, so that the bytes of all writers together keep to the limit.
struct RateController {
  /// The lowest limit: 64 KiB per second, so that a job never stalls for good.
  static let floor = 65_536.0
  /// The share of the limit by which it grows for each second without pressure.
  static let growth = 0.05

  /// Bytes per second; nil before the first complaint.
  private(set) var limit: Double?
  private var nextFree = 0.0
  private var lastGrowth = 0.0
  private var lastCut: Double?
  private var windowStart = 0.0
  private var windowBytes = 0.0
  private var measured = 0.0

  /// Reserves a write of that many bytes and returns the seconds to wait before sending it.
  mutating func reserve(_ bytes: Int, at now: Double) -> Double {
    measure(bytes, at: now)
    guard var limit else { return 0 }
    limit *= 1 + Self.growth * max(0, now - lastGrowth)
    lastGrowth = max(now, lastGrowth)
    self.limit = limit
    let start = max(now, nextFree)
    nextFree = start + Double(bytes) / limit
    return start - now
  }

  /// Halves the rate; complaints within the same second count once, they speak of the same burst.
  mutating func slowDown(at now: Double) {
    if let lastCut, now - lastCut < 1 { return }
    limit = max(Self.floor, (limit ?? max(measured, 2 * Self.floor)) / 2)
    (lastCut, lastGrowth, nextFree) = (now, now, now)
  }

  private mutating func measure(_ bytes: Int, at now: Double) {
    if now - windowStart >= 1 {
      measured = windowStart == 0 ? 0 : windowBytes / (now - windowStart)
      (windowStart, windowBytes) = (now, 0)
    }
    windowBytes += Double(bytes)
    if measured == 0 { measured = windowBytes }
  }
}
