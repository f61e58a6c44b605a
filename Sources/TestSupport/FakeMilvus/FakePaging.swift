internal import MilvusClient

/// How a release gathers the rows of an answer, with the losses that it is known for.
struct FakePaging {
  let release: FakeRelease
  let settings: FakeSettings
  let parameters: FakeQueryParameters
  /// Channels of the collection, each of which answers by itself.
  let shards: Int32
  /// The time of the last flush: what was written later is in a growing segment.
  let sealedUntil: UInt64

  /// The rows of one answer from all copies that match.
  func page(of copies: [FakeRow]) -> [FakeRow] {
    // The least of some keys is looked for below this one, which is therefore never found.
    let byKey = Dictionary(grouping: copies.filter { $0.key != .int64(.max) }, by: \.key)
    var rows = byKey.values.map(chosen).sorted { $0.key < $1.key }
    guard !countsCopies else { return counted(rows, reached(by: copies)) }
    guard let limit = parameters.limit else { return withoutLimit(rows) }
    if losesDoubledKeys {
      // Their copies end a segment's list early, and the rows behind them are passed over.
      rows = rows.enumerated().filter { $0.offset == 0 || byKey[$0.element.key]?.count == 1 }
        .map(\.element)
    }
    let isDoubled = copies.count > rows.count
    return Array(rows.prefix(length(min(limit, rows.count), isDoubled: isDoubled)))
  }

  /// Which copy of a key an answer holds: the newest, or any of them on 2.3.
  private func chosen(_ copies: [FakeRow]) -> FakeRow {
    let byAge = copies.sorted { $0.born < $1.born }
    guard !release.returnsNewestCopy, byAge.count > 1 else { return byAge[byAge.count - 1] }
    let hash = byAge[0].key.cell.stableHash &+ settings.seed
    return byAge[Int(hash % UInt64(byAge.count))]
  }

  private func withoutLimit(_ rows: [FakeRow]) -> [FakeRow] {
    if !release.knowsIterators, parameters.stopsForBest {
      // It loses rows there: some of many, and the last in any case.
      return rows.enumerated().filter { $0.offset % 200 != 199 }.map(\.element).dropLast()
    }
    // Newer releases promise an order only to iterators.
    guard release.knowsIterators, !parameters.isIterator else { return rows }
    var random = SeededGenerator(seed: settings.seed)
    return rows.shuffled(using: &random)
  }

  private var losesDoubledKeys: Bool { release.knowsIterators && !parameters.isIterator }

  /// A short page is not the end: it may be cut anywhere.
  private func length(_ length: Int, isDoubled: Bool) -> Int {
    guard settings.variesPages || isDoubled, length > 1 else { return length }
    var random = SeededGenerator(seed: settings.seed &+ UInt64(length))
    return Int.random(in: 1..<length, using: &random)
  }
}

// MARK: - Releases that count copies

extension FakePaging {
  /// Whether an answer counts copies before it removes doubled keys.
  private var countsCopies: Bool { !release.knowsIterators && !parameters.stopsForBest }

  /// Keys that the shards come to before they have counted enough.
  ///
  /// With a limit that is so many copies, without one as many as there are keys; in a sealed segment
  /// the copies of a key are one by then.
  private func reached(by copies: [FakeRow]) -> Set<PrimaryKey> {
    let channels = UInt64(shards)
    let byShard = Dictionary(grouping: copies) { $0.key.cell.stableHash % channels }
    return Set(
      byShard.values.flatMap { copies in
        let keys = Set(copies.map(\.key))
        guard let limit = parameters.limit else {
          let growing = copies.filter { $0.born > sealedUntil }.map(\.key)
          let sealed = Set(copies.filter { $0.born <= sealedUntil }.map(\.key))
          return (growing + sealed).sorted().prefix(keys.count)
        }
        return copies.map(\.key).sorted().prefix(limit)
      })
  }

  private func counted(_ rows: [FakeRow], _ keys: Set<PrimaryKey>) -> [FakeRow] {
    let rows = rows.filter { keys.contains($0.key) }
    guard let limit = parameters.limit else { return rows }
    return Array(rows.prefix(length(min(limit, rows.count), isDoubled: false)))
  }
}
