internal import MigrationPlanning
package import MilvusClient

extension RowReader {
  // 16: enough for a mean.
  private static let weighed = 16

  /// What the rows of a page of keys weigh, by some of them at even places: so that rows which are
  /// long from some key on do not take anybody by surprise.
  ///
  /// Nil where the keys are so few that their rows can be read without knowing, or where the server
  /// refuses to name rows by a list.
  package func weigh(
    _ keys: [PrimaryKey], partition: ServerName?
  ) async throws -> (rows: Int, bytes: Int)? {
    guard keys.count > Self.weighed else { return nil }
    var (rows, bytes) = (0, 0)
    do {
      try await eachPage(of: keys.spread(Self.weighed), partition: partition) { page in
        rows += page.rowCount
        bytes += page.byteCount
      }
    } catch let error as SideError where error.error.code.smallerRequest == .mayPass {
      return nil
    }
    return rows == 0 ? nil : (keys.count, bytes / rows * keys.count)
  }

  /// Hands over the rows with these keys, as many at a time as a short query names and as weigh no more
  /// than a key range.
  ///
  /// The pages are the same again: what other calls have read decides nothing.
  package func eachPage(
    of keys: [PrimaryKey], partition: ServerName?, _ body: (RowPage) async throws -> Void
  ) async throws {
    var weight = RowWeight()
    for group in KeyList.groups(keys) {
      var rest = group
      while !rest.isEmpty {
        let next = rest.prefix(weight.rows(in: limits.bytes))
        rest = rest.dropFirst(next.count)
        try await eachPage(ofGroup: next, partition: partition) { page in
          weight.note(rows: page.rowCount, bytes: page.byteCount)
          try await body(page)
        }
      }
    }
  }

  /// Falls back on halves where an answer is too large, or lacks keys, as one of ranges may.
  private func eachPage(
    ofGroup keys: ArraySlice<PrimaryKey>, partition: ServerName?,
    _ body: (RowPage) async throws -> Void
  ) async throws {
    if let page = try await rows(of: keys, partition: partition) {
      return try await body(page)
    }
    let middle = keys.startIndex + keys.count / 2
    try await eachPage(ofGroup: keys[..<middle], partition: partition, body)
    try await eachPage(ofGroup: keys[middle...], partition: partition, body)
  }

  /// The rows with these keys; nil where halves have to be asked for.
  private func rows(
    of keys: ArraySlice<PrimaryKey>, partition: ServerName?
  ) async throws -> RowPage? {
    do {
      var page: RowPage?
      for limit in limits.attempts where page.map({ $0.rowCount < keys.count }) ?? true {
        page = try await call { source throws(MilvusError) in
          try await source.rows(of: keys, partition: partition, limit: limit)
        }
      }
      return page.flatMap { $0.rowCount >= keys.count || keys.count == 1 ? $0 : nil }
    } catch let error as SideError
      where error.error.code.smallerRequest != .fails && keys.count > 1
    {
      return nil
    }
  }

  /// Those of the keys that have a row.
  package func present(
    _ keys: [PrimaryKey], partition: ServerName?
  ) async throws -> Set<PrimaryKey> {
    var found: Set<PrimaryKey> = []
    for group in KeyList.groups(keys) {
      for limit in limits.attempts {
        found.formUnion(
          try await call { source throws(MilvusError) in
            try await source.keys(among: group, partition: partition, limit: limit)
          })
      }
    }
    return found
  }
}

extension Array {
  /// Some of the elements at even places, the first and the last among them.
  package func spread(_ count: Int) -> [Element] {
    precondition(count > 1, "the first and the last are two")
    guard self.count > count else { return self }
    return (0..<count).map { self[$0 * (self.count - 1) / (count - 1)] }
  }
}
