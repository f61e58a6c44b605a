internal import MilvusClient

/// Draws keys while they are read, spread over partitions; pure.
///
/// Within a partition each key has the same chance. Every partition that holds a row has one key at
/// least, as far as the number suffices, and the rest by its size.
struct KeyDraw {
  /// The keys that were drawn of a partition.
  struct Drawn: Equatable {
    let partition: ServerName?
    let keys: [PrimaryKey]
  }

  private struct Urn {
    let partition: ServerName?
    var offered = 0
    var keys: [PrimaryKey] = []
  }

  private let most: Int
  private var chance: SeededChance
  private var urns: [Urn] = []

  /// A draw of at most so many keys; one seed and one collection give the same keys.
  init(_ most: Int, seed: UInt64) {
    self.most = most
    chance = SeededChance(seed: seed)
  }

  /// Begins with the keys of a partition.
  mutating func begin(_ partition: ServerName?) { urns.append(Urn(partition: partition)) }

  /// Takes the next key of the partition, which stays with the chance that all before it had.
  mutating func offer(_ key: PrimaryKey) {
    let urn = urns.count - 1
    urns[urn].offered += 1
    if urns[urn].keys.count < most {
      urns[urn].keys.append(key)
    } else if case let place = Int.random(in: 0..<urns[urn].offered, using: &chance), place < most {
      urns[urn].keys[place] = key
    }
  }

  /// Returns the drawn keys of each partition, in the order of the keys.
  mutating func close() -> [Drawn] {
    var shares = urns.map { _ in 0 }
    for _ in 0..<most {
      // Who has none yet comes first, then who has the fewest for its size.
      let open = urns.indices.filter { shares[$0] < urns[$0].keys.count }
      guard let next = open.max(by: { urgency($0, shares) < urgency($1, shares) }) else { break }
      shares[next] += 1
    }
    return zip(urns, shares).compactMap { urn, share in
      guard share > 0 else { return nil }
      let keys = urn.keys.shuffled(using: &chance).prefix(share).sorted()
      return Drawn(partition: urn.partition, keys: keys)
    }
  }

  private func urgency(_ urn: Int, _ shares: [Int]) -> Double {
    shares[urn] == 0 ? .infinity : Double(urns[urn].offered) / Double(shares[urn] + 1)
  }
}
