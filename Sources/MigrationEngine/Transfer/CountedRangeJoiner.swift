internal import MigrationPlanning
internal import MilvusClient

/// Joins ranges of one partition until there are not more than a few thousand of them; pure.
///
/// Ranges come by their ordinals, which follow the keys; those of one ordinal, the parts of a split, in
/// any order. When there are too many, each takes in its neighbour, and twice as many ranges
/// from then on.
struct CountedRangeJoiner {
  // 4096: of a billion entities each has some hundred thousand keys.
  private static let most = 4096

  private let most: Int
  private let partition: ServerName?
  private var joined: [SourceTally.CountedRange] = []
  /// Ranges in each joined one, and in the last.
  private var share = 1
  private var filled = 0
  /// The ranges of the ordinal that is coming.
  private var parts: [SourceTally.CountedRange] = []
  private var ordinal = 0

  init(partition: ServerName?, atMost most: Int = most) {
    (self.partition, self.most) = (partition, most)
  }

  /// Adds a range.
  mutating func add(_ part: SourceTally.CountedRange, of ordinal: Int) {
    if ordinal != self.ordinal { join() }
    self.ordinal = ordinal
    parts.append(part)
  }

  /// The joined ranges from the lowest key there can be to the highest.
  mutating func close() -> [SourceTally.CountedRange] {
    join()
    guard !joined.isEmpty else {
      return [SourceTally.CountedRange(partition: partition, range: KeyRange(), keys: 0)]
    }
    // Beyond the last key that the scan found none is expected.
    joined[joined.count - 1].range.upper = nil
    return joined
  }

  private mutating func join() {
    for part in parts.sorted(by: { $0.range.isBefore($1.range) }) { append(part) }
    parts = []
  }

  private mutating func append(_ part: SourceTally.CountedRange) {
    if filled < share, !joined.isEmpty {
      joined[joined.count - 1].absorb(part)
      filled += 1
      return
    }
    if joined.count == most { thin() }
    joined.append(part)
    filled = 1
  }

  private mutating func thin() {
    joined = stride(from: 0, to: joined.count, by: 2).map { place in
      var range = joined[place]
      if place + 1 < joined.count { range.absorb(joined[place + 1]) }
      return range
    }
    share *= 2
  }
}

extension SourceTally.CountedRange {
  /// Takes in the range that follows.
  fileprivate mutating func absorb(_ next: SourceTally.CountedRange) {
    range.upper = next.range.upper
    keys += next.keys
  }
}

extension KeyRange {
  /// Whether a range that shares no key with this one has the higher keys.
  func isBefore(_ other: KeyRange) -> Bool {
    guard let start = other.lower else { return false }
    return lower.map { $0 < start } ?? true
  }
}
