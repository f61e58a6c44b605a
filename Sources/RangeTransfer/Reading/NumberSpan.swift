/// Finds about where numbers end, by asking whether there is one beyond a border; pure.
///
/// The span doubles until there is none, and the last step is halved some times.
struct NumberSpan: Equatable {
  let first: Int64
  /// The greatest number that was seen.
  private(set) var last: Int64
  /// A border beyond which there is none.
  private var end: Int64?
  private var border: Int64?
  // 3: an eighth of the last step is near enough.
  private var halvings = 3

  init(first: Int64, last: Int64) {
    (self.first, self.last) = (first, last)
  }

  /// The border to ask about; nil if enough is known.
  mutating func next() -> Int64? {
    guard let end else {
      // First whether there is any number beyond, then ever farther away.
      border = border == nil ? last : Self.sum(last, max(1, Self.distance(first, last)))
      return border
    }
    guard halvings > 0, last < end else { return nil }
    halvings -= 1
    border = Self.sum(last, Self.distance(last, end) / 2)
    return border
  }

  /// Learns the next number beyond the border.
  mutating func found(_ number: Int64) {
    last = max(last, number)
  }

  /// Learns that there is none beyond the border.
  mutating func foundNone() {
    end = border
  }

  /// Borders at a quarter, at half and at three quarters.
  var quarters: [Int64] {
    let quarter = Self.distance(first, last) / 4
    return (1...3).map { Self.sum(first, $0 * quarter) }
  }

  private static func distance(_ low: Int64, _ high: Int64) -> UInt64 {
    UInt64(bitPattern: high) &- UInt64(bitPattern: low)
  }

  /// The number so far above another one, at most the greatest there is.
  private static func sum(_ low: Int64, _ distance: UInt64) -> Int64 {
    distance > Self.distance(low, .max) ? .max : low &+ Int64(truncatingIfNeeded: distance)
  }
}
