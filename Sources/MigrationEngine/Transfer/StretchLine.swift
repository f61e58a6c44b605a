internal import MigrationPlanning
internal import MilvusClient

/// Joins ranges of one partition to stretches, not more than a few thousand of them; pure.
///
/// Ranges come by their ordinals, which follow the keys; those of one ordinal, the parts of a split, in
/// any order. When there are too many stretches, each takes in its neighbour, and twice as many ranges
/// from then on.
struct StretchLine {
  // 4096: of a billion entities each has some hundred thousand keys.
  private static let most = 4096

  private let most: Int
  private let partition: ServerName?
  private var stretches: [SourceTally.Stretch] = []
  /// Ranges in one stretch, and in the last one.
  private var share = 1
  private var filled = 0
  /// The ranges of the ordinal that is coming.
  private var parts: [SourceTally.Stretch] = []
  private var ordinal = 0

  init(partition: ServerName?, atMost most: Int = most) {
    (self.partition, self.most) = (partition, most)
  }

  /// Adds a range.
  mutating func add(_ part: SourceTally.Stretch, of ordinal: Int) {
    if ordinal != self.ordinal { join() }
    self.ordinal = ordinal
    parts.append(part)
  }

  /// The stretches from the lowest key there can be to the highest.
  mutating func close() -> [SourceTally.Stretch] {
    join()
    guard !stretches.isEmpty else {
      return [SourceTally.Stretch(partition: partition, range: KeyRange(), keys: 0)]
    }
    // Beyond the last key that the scout found none is expected.
    stretches[stretches.count - 1].range.upper = nil
    return stretches
  }

  private mutating func join() {
    for part in parts.sorted(by: { $0.range.isBefore($1.range) }) { append(part) }
    parts = []
  }

  private mutating func append(_ part: SourceTally.Stretch) {
    if filled < share, !stretches.isEmpty {
      stretches[stretches.count - 1].absorb(part)
      filled += 1
      return
    }
    if stretches.count == most { thin() }
    stretches.append(part)
    filled = 1
  }

  private mutating func thin() {
    stretches = stride(from: 0, to: stretches.count, by: 2).map { place in
      var stretch = stretches[place]
      if place + 1 < stretches.count { stretch.absorb(stretches[place + 1]) }
      return stretch
    }
    share *= 2
  }
}

extension SourceTally.Stretch {
  /// Takes in the stretch that follows.
  fileprivate mutating func absorb(_ next: SourceTally.Stretch) {
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
