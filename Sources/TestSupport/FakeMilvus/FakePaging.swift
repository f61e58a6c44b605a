internal import MilvusClient

/// How a release gathers the rows of an answer, with the losses that it is known for.
struct FakePaging {
  let release: FakeRelease
  let settings: FakeSettings
  let parameters: FakeQueryParameters

  /// The rows of one answer from all copies that match.
  func page(of copies: [FakeRow]) -> [FakeRow] {
    let byKey = Dictionary(grouping: copies, by: \.key)
    var rows = byKey.values.map(chosen).sorted { $0.key < $1.key }
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

  private var losesDoubledKeys: Bool {
    release.knowsIterators ? !parameters.isIterator : !parameters.stopsForBest
  }

  /// A short page is not the end: it may be cut anywhere.
  private func length(_ length: Int, isDoubled: Bool) -> Int {
    guard settings.variesPages || isDoubled, length > 1 else { return length }
    var random = SeededGenerator(seed: settings.seed &+ UInt64(length))
    return Int.random(in: 1..<length, using: &random)
  }
}
