internal import MilvusWire

extension MilvusClient {
  /// Waits until queries see the rows of a collection that is loaded.
  ///
  /// Milvus 2.3.5 calls a partition loaded up to seconds before it is read from, and until then a query
  /// succeeds without its rows. So the count has to reach the statistics or, as these count deleted
  /// rows too, to stand still, as also where statistics are refused; while others write they may do
  /// neither, and that is waited for half a minute. A partition of which nothing at all is seen is
  /// given a minute more (``MilvusAccess/unseenPatience``). Milvus 2.2, which does not count, refuses to
  /// read what is not there yet.
  public func waitUntilReadable(_ collection: CollectionAddress) async throws(MilvusError) {
    guard try await supports(.countRows) else { return }
    let stored = try await unlessRefused { () async throws(MilvusError) in
      try await statisticsRowCount(of: collection)
    }
    let seen = try await settledCount(of: collection, expecting: stored ?? .max)
    guard let seen, let stored, seen < stored else { return }
    let deadline = ContinuousClock.now + access.unseenPatience
    var unseen: [ServerName?] = seen == 0 ? [nil] : try await partitions(of: collection)
    while true {
      let states = try await inOrder(unseen) { partition throws(MilvusError) in
        try await isUnseen(collection, partition: partition)
      }
      unseen = zip(unseen, states).filter(\.1).map(\.0)
      guard !unseen.isEmpty, ContinuousClock.now < deadline else { return }
      try await wait(.milliseconds(500), for: collection)
    }
  }

  /// The count once it is so high or has stood still; nil where it may not be asked for.
  private func settledCount(
    of collection: CollectionAddress, expecting rows: Int64
  ) async throws(MilvusError) -> Int64? {
    let deadline = ContinuousClock.now + .seconds(30)
    var (seen, stillness) = (Int64(-1), 0)
    // 5 s of stillness: what was late came within 2 s on two busy cores.
    while seen < rows, stillness < 10, ContinuousClock.now < deadline {
      let counted = try await unlessRefused { () async throws(MilvusError) in
        try await count(collection)
      }
      guard let count = counted else { return nil }
      stillness = count == seen ? stillness + 1 : 0
      seen = count
      if seen < rows { try await wait(.milliseconds(500), for: collection) }
    }
    return seen
  }

  /// Whether a partition, or all of a collection, has rows of which none is seen.
  private func isUnseen(
    _ collection: CollectionAddress, partition: ServerName?
  ) async throws(MilvusError) -> Bool {
    do throws(MilvusError) {
      guard try await statisticsRowCount(of: collection, partition: partition) > 0 else {
        return false
      }
      return try await count(collection, partition: partition) == 0
    } catch let error where [.notLoaded, .invalidRequest, .permissionDenied].contains(error.code) {
      // Partitions that others released, or that a partition key chooses.
      return false
    }
  }
}
