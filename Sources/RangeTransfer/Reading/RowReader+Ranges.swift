package import MigrationPlanning
package import MilvusClient

/// Thrown where a key range cannot be read at once: these parts of it, together the same, may be.
struct RangeDivided: Error {
  let side: Side
  let parts: [CutRange]
}

extension RowReader {
  /// The rows of a key range, and how many keys the server lists in it.
  package struct Rows: Sendable {
    /// The rows, as the server sent them.
    package let page: RowPage
    /// The keys that the server lists.
    package let keys: Int
  }

  /// Reads every row of a key range that is to hold so many keys; nil if nobody has counted them.
  ///
  /// A query without a limit is the fastest, and on a growing segment that holds keys several times
  /// it passes other keys over: the server counts copies before it drops them. So what it returns is
  /// held against the keys; where it falls short, one window is asked for with a limit, and then
  /// halves of the range, down to one key. Only a single key that is listed and not returned is lost.
  /// Keys that came or went since they were counted are seen the same way, and are no loss.
  /// - Throws: `RangeDivided` if parts of the range have to be read one by one, because its rows are
  ///   too large for one answer or some were passed over; `MigrationError` with `.rowsMissing`.
  package func rows(
    in range: KeyRange, partition: ServerName?, expecting expected: Int?, isForeign: Bool = false
  ) async throws -> Rows {
    // Beyond the last key of the source, which cuts the ranges, the target may hold a great many. So may
    // either side beyond that of a baseline, and in each of its ranges since rows have come or gone.
    let mayHoldMany =
      range.upper == nil ? side == .target || isForeign : isForeign && expected == nil
    if mayHoldMany { try await requireFew(range, partition) }
    let first = try await unlimited(range, partition)
    if first.rowCount == expected { return Rows(page: first, keys: first.rowCount) }
    let keys = try await keys(in: range, partition: partition)
    if try first.holds(keys) { return Rows(page: first, keys: keys.count) }
    let second = try await again(range, partition)
    if let second, try second.holds(keys) { return Rows(page: second, keys: keys.count) }
    guard keys.count > 1 else {
      let found = (second ?? first).rowCount
      throw MigrationError(
        .rowsMissing,
        """
        keys \(range.text): the \(side.rawValue) lists \
        \(keys.first.map { "key \($0)" } ?? "no key") and returns \(found) rows
        """)
    }
    throw RangeDivided(side: side, parts: range.halves(at: keys))
  }

  /// Hands over every row of a key range, as large a page at a time as the server gives.
  package func eachPage(
    in range: KeyRange, partition: ServerName?, _ body: (RowPage) async throws -> Void
  ) async throws {
    do {
      try await body(try await rows(in: range, partition: partition, expecting: nil).page)
    } catch let divided as RangeDivided {
      for part in divided.parts {
        try await eachPage(in: part.range, partition: partition, body)
      }
    }
  }

  /// Two parts of a range whose rows, read or written at once, failed so; throws the failure if it
  /// is not about their size, or if there is but one row.
  package func parts(
    of range: KeyRange, partition: ServerName?, after error: SideError
  ) async throws -> [CutRange] {
    guard error.error.code.smallerRequest != .fails else { throw error }
    let keys: [PrimaryKey]
    do {
      keys = try await self.keys(in: range, partition: partition)
    } catch let divided as RangeDivided {
      return divided.parts
    }
    guard keys.count > 1, let first = keys.first else { throw error }
    let one = KeyRange(lower: range.lower, upper: first)
    guard
      try await isAboutSize(
        error,
        {
          _ = try await call { source throws(MilvusError) in
            try await source.rows(in: one, partition: partition, limit: nil)
          }
        })
    else { throw error }
    return range.halves(at: keys)
  }

  /// Makes sure that a range of which nobody knows how much it holds is not asked for at once if its rows
  /// are more than a range is to have.
  private func requireFew(_ range: KeyRange, _ partition: ServerName?) async throws {
    let keys = try await page(after: range.lower, upTo: range.upper, partition: partition)
    guard let last = keys.last else { return }
    var size = RangeSize(limits)
    if let seen = try await weigh(keys, partition: partition) {
      size.note(rows: seen.rows, bytes: seen.bytes)
    }
    let few = min(keys.count, size.rowsPerRange)
    if few == keys.count {
      let more = try await page(
        after: last, upTo: range.upper, partition: partition, atMost: 1)
      if more.isEmpty { return }
    }
    throw RangeDivided(side: side, parts: range.cut(after: keys[few - 1], rows: few))
  }

  private func unlimited(_ range: KeyRange, _ partition: ServerName?) async throws -> RowPage {
    do {
      return try await call { source throws(MilvusError) in
        try await source.rows(in: range, partition: partition, limit: nil)
      }
    } catch let error as SideError {
      throw RangeDivided(
        side: side, parts: try await parts(of: range, partition: partition, after: error))
    }
  }

  /// The rows as a query with a limit returns them, where there are such; nil if it is refused.
  private func again(_ range: KeyRange, _ partition: ServerName?) async throws -> RowPage? {
    do {
      return try await call { source throws(MilvusError) in
        try await source.rows(in: range, partition: partition, limit: limits.window)
      }
    } catch let error as SideError where error.error.code.smallerRequest != .fails {
      return nil
    }
  }
}

extension RowPage {
  /// Whether it has a row for each of these keys, and no key twice.
  fileprivate func holds(_ keys: [PrimaryKey]) throws(MilvusError) -> Bool {
    guard rowCount >= keys.count else { return false }
    let held = Set(try self.keys())
    return held.count == rowCount && keys.allSatisfy(held.contains)
  }
}

extension KeyRange {
  /// Two ranges that hold half of the keys each, and together what this one holds.
  func halves(at keys: [PrimaryKey]) -> [CutRange] {
    precondition(keys.count > 1, "only several keys can be parted")
    return parts(at: keys, rows: (keys.count + 1) / 2)
  }

  /// Ranges that hold so many of the keys each, and together what this one holds; keys ascend, and there
  /// are some.
  func parts(at keys: [PrimaryKey], rows: Int) -> [CutRange] {
    var cutter = RangeCutter(after: lower)
    var cuts = cutter.take(keys, rowsPerRange: rows, isLast: true)
    // The last part ends where the whole ended, not at its last key.
    cuts[cuts.count - 1].range.upper = upper
    return cuts
  }

  /// The range up to a key that so many rows reach to, and the rest, of which nobody knows.
  func cut(after key: PrimaryKey, rows: Int) -> [CutRange] {
    [
      CutRange(range: KeyRange(lower: lower, upper: key), rows: rows),
      CutRange(range: KeyRange(lower: key, upper: upper), rows: 0),
    ]
  }

  /// The range in words: "after 10 up to 20".
  package var text: String {
    let start = lower.map { "after \($0)" } ?? "from the start"
    return start + (upper.map { " up to \($0)" } ?? " to the end")
  }
}
