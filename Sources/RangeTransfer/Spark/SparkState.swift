internal import DequeModule

/// Which tasks wait, which shard of which wave does which of them, and which attempt at it counts; pure.
///
/// One wave is under way at a time. A shard may be tried several times, also while an older try still
/// runs somewhere: only the newest counts, and what an older one asks or says is not heard.
struct SparkState<Errand> {
  /// A wave that is under way.
  private struct Wave {
    let number: Int
    /// The errands of each shard; no shard in the wave that only asks whether the ends can be reached.
    let shards: [[Int]]
    /// The shard of each errand.
    let places: [Int: Int]
    /// The newest attempt at each shard.
    var attempts: [Int: SparkAttempt] = [:]

    init(number: Int, shards: [[Int]] = []) {
      (self.number, self.shards) = (number, shards)
      places = Dictionary(
        uniqueKeysWithValues: shards.enumerated().flatMap { shard, errands in
          errands.map { ($0, shard) }
        })
    }
  }

  private var errands: [Int: Errand] = [:]
  private var waiting: Deque<Int> = []
  private var wave: Wave?
  private var lastErrand = 0
  private var lastWave = 0
  /// Attempts whose workers run.
  private(set) var open: Set<SparkAttempt> = []

  /// Whether a wave is under way.
  var isBusy: Bool { wave != nil }

  /// A number for an errand.
  mutating func newNumber() -> Int {
    lastErrand += 1
    return lastErrand
  }

  /// Takes an errand in.
  mutating func add(_ errand: Errand, as number: Int) {
    errands[number] = errand
    waiting.append(number)
  }

  /// Begins a wave of what waits, of so many shards at most; nil if nothing does, or one is under way.
  ///
  /// Small errands share a shard, which is worth a task of Spark by that.
  mutating func begin(
    atMost most: Int, weighing bytes: (Errand) -> Int
  ) -> (wave: Int, shards: Int)? {
    guard wave == nil else { return nil }
    waiting.removeAll { errands[$0] == nil }
    guard !waiting.isEmpty else { return nil }
    let shards = shards(atMost: most, weighing: bytes)
    waiting.removeFirst(shards.reduce(0) { $0 + $1.count })
    lastWave += 1
    wave = Wave(number: lastWave, shards: shards)
    return (lastWave, shards.count)
  }

  /// What waits, in shards of equal weight, within bounds.
  private func shards(atMost most: Int, weighing bytes: (Errand) -> Int) -> [[Int]] {
    let weights = waiting.map { errands[$0].map(bytes) ?? 0 }
    let (fair, bounds) = (weights.reduce(0, +) / most, RangeSize.Shard.bytes)
    let size = min(max(fair, bounds.lowerBound), bounds.upperBound)
    var shards: [[Int]] = []
    var room = 0
    for (number, weight) in zip(waiting, weights) {
      if room <= 0 {
        guard shards.count < most else { break }
        shards.append([])
        room = size
      }
      shards[shards.count - 1].append(number)
      room -= weight
    }
    return shards
  }

  /// Begins a wave that does no errands, and returns its number.
  mutating func beginProbe() -> Int {
    precondition(wave == nil, "one wave is under way at a time")
    lastWave += 1
    wave = Wave(number: lastWave)
    return lastWave
  }

  /// What becomes of a worker that runs.
  enum Opening {
    /// It does the errands of these numbers, and an older attempt at them does not any more.
    case does([Int], instead: SparkAttempt?)
    /// It says whether the ends can be reached.
    case probes
    /// There is nothing for it to do.
    case unwanted
  }

  /// Notes that a worker runs.
  mutating func opened(_ attempt: SparkAttempt) -> Opening {
    guard let wave, wave.number == attempt.wave else { return .unwanted }
    open.insert(attempt)
    if wave.shards.isEmpty { return .probes }
    let (numbers, older) = (left(of: attempt.shard), wave.attempts[attempt.shard])
    guard !numbers.isEmpty, older.map({ $0.number < attempt.number }) ?? true else {
      return .unwanted
    }
    self.wave?.attempts[attempt.shard] = attempt
    return .does(numbers, instead: older.flatMap { open.contains($0) ? $0 : nil })
  }

  /// The errands of a shard that have not ended.
  private func left(of shard: Int) -> [Int] {
    guard let wave, wave.shards.indices.contains(shard) else { return [] }
    return wave.shards[shard].filter { errands[$0] != nil }
  }

  /// Notes that a worker has ended.
  mutating func closed(_ attempt: SparkAttempt) { open.remove(attempt) }

  /// The numbers of the errands that an attempt has to do; none if it does not count.
  func numbers(of attempt: SparkAttempt) -> [Int] {
    wave?.attempts[attempt.shard] == attempt ? left(of: attempt.shard) : []
  }

  /// Whether the worker of an attempt that counts runs, and has something to do.
  func isAtWork(_ attempt: SparkAttempt) -> Bool {
    open.contains(attempt) && !numbers(of: attempt).isEmpty
  }

  /// Changes an errand that has not ended.
  subscript(number: Int) -> Errand? {
    get { errands[number] }
    set { errands[number] = newValue }
  }

  /// Takes an errand that has ended out, with the attempt whose worker has nothing to do after it.
  mutating func end(_ number: Int) -> (errand: Errand, idle: SparkAttempt?)? {
    guard let errand = errands.removeValue(forKey: number) else { return nil }
    guard let shard = wave?.places[number], left(of: shard).isEmpty,
      let attempt = wave?.attempts[shard], open.contains(attempt)
    else { return (errand, nil) }
    return (errand, attempt)
  }

  /// Notes the end of a wave, and takes out those of its errands that have not ended.
  mutating func ended(wave number: Int) -> [Errand] {
    guard let wave, wave.number == number else { return [] }
    self.wave = nil
    return wave.shards.joined().compactMap { errands.removeValue(forKey: $0) }
  }

  /// Takes out all errands of which no worker has begun, or just all.
  mutating func drain(begun: Bool) -> [Errand] {
    errands.keys.filter { begun || !isBegun($0) }
      .compactMap { errands.removeValue(forKey: $0) }
  }

  private func isBegun(_ number: Int) -> Bool {
    guard let shard = wave?.places[number], let attempt = wave?.attempts[shard] else {
      return false
    }
    return open.contains(attempt)
  }
}
