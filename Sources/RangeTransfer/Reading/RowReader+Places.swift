internal import MigrationPlanning
package import MilvusClient

extension RowReader {
  /// Hands over about so many rows from several places of the keys, a page at a time.
  package func sample(
    _ count: Int, partition: ServerName?, _ body: (RowPage) async throws -> Void
  ) async throws {
    let keys = try await places(count, partition: partition)
    try await eachPage(of: keys, partition: partition, body)
  }

  /// About so many keys from several places.
  ///
  /// A page of keys is all that there are, or the first of many. Beyond it numbers can be reckoned with:
  /// the quarters between the first key and about the last are other places. Of texts some
  /// beginnings beyond it are, by the first character in which they part.
  private func places(_ count: Int, partition: ServerName?) async throws -> [PrimaryKey] {
    var scan = KeyScan(self, partition: partition)
    let keys = try await scan.next()
    guard keys.count > count, let first = keys.first, let last = keys.last,
      let borders = try await borders(first, last, partition)
    else { return keys.spread(count) }
    var chosen = keys.spread(max(2, count / 4))
    for border in borders {
      chosen += try await page(after: border, upTo: nil, partition: partition, atMost: count / 4)
    }
    return Array(Set(chosen)).sorted()
  }

  /// Keys in other places than the page from `first` to `last`; nil if it holds all keys.
  private func borders(
    _ first: PrimaryKey, _ last: PrimaryKey, _ partition: ServerName?
  ) async throws -> [PrimaryKey]? {
    switch (first, last) {
    case (.int64(let first), .int64(let last)):
      let far = try await farthest(NumberSpan(first: first, last: last), partition)
      return far?.quarters.map(PrimaryKey.int64)
    case (_, .varchar(let last)):
      var search = TextSpan(known: last)
      while let border = search.next() {
        let beyond = try await page(
          after: .varchar(border), upTo: nil, partition: partition, atMost: 1)
        if case .varchar(let key)? = beyond.first { search.found(key) } else { search.foundNone() }
      }
      return search.borders?.map(PrimaryKey.varchar)
    default: return nil
    }
  }

  /// The span up to about the last key; nil if the given one is all.
  private func farthest(
    _ span: NumberSpan, _ partition: ServerName?
  ) async throws -> NumberSpan? {
    var search = span
    while let border = search.next() {
      let beyond = try await page(
        after: .int64(border), upTo: nil, partition: partition, atMost: 1)
      if case .int64(let key)? = beyond.first { search.found(key) } else { search.foundNone() }
    }
    return search.last > span.last ? search : nil
  }
}
