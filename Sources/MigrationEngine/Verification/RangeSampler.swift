/// Which part of the key ranges a comparison by sample looks at.
public struct RangeSample: Sendable, Equatable {
  /// The share that is used unless another one is asked for: one range in twenty.
  public static let usualShare = 0.05

  /// The share of the key ranges, above 0 and at most 1.
  public var share: Double
  /// What decides which ranges are drawn: with one seed, one collection gives the same ranges.
  public var seed: UInt64

  /// Makes a sample; its share is cut to 1.
  public init(share: Double = usualShare, seed: UInt64) {
    precondition(share > 0, "a sample looks at something")
    self.share = min(1, share)
    self.seed = seed
  }
}

/// Draws key ranges for a sample while they are being found; pure.
///
/// Whether a range is drawn must be known at once, for ranges are many and nothing is to grow with
/// them; but the first and the last range are always drawn, and a few at least. So the newest range
/// that was not drawn waits until another one shows that it is not the last, and of those that were
/// passed over a few are kept, each with the same chance, to make up the number.
struct RangeSampler<Element> {
  /// How many ranges are drawn at least, if there are as many.
  let fewest: Int
  private let share: Double
  private var chance: SeededChance
  private var offered = 0
  private var drawn = 0
  private var newest: Element?
  private var passedOver = 0
  private var reserve: [Element] = []

  init(_ sample: RangeSample, fewest: Int) {
    self.fewest = fewest
    share = sample.share
    chance = SeededChance(seed: sample.seed)
  }

  /// Takes the next range, in order, and returns it if it is drawn.
  mutating func offer(_ range: Element) -> Element? {
    passOverNewest()
    offered += 1
    guard offered == 1 || chance.fraction() < share else {
      newest = range
      return nil
    }
    drawn += 1
    return range
  }

  /// Returns what is drawn on top, once there are no more ranges.
  mutating func close() -> [Element] {
    var rest: [Element] = []
    if let last = newest.take() { rest.append(last) }
    reserve.shuffle(using: &chance)
    rest += reserve.prefix(max(0, fewest - drawn - rest.count))
    drawn += rest.count
    return rest
  }

  /// Keeps a range in the reserve with the chance that all before it had.
  private mutating func passOverNewest() {
    guard let range = newest.take() else { return }
    passedOver += 1
    if reserve.count < fewest {
      reserve.append(range)
    } else if case let place = Int.random(in: 0..<passedOver, using: &chance), place < fewest {
      reserve[place] = range
    }
  }
}

/// Random numbers that a seed repeats: SplitMix64, a counter whose steps are mixed.
struct SeededChance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 on, below 1.
  mutating func fraction() -> Double {
    Double(next() >> 11) / Double(UInt64(1) << 53)
  }
}
