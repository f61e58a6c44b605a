internal import MilvusClient

/// One side of a comparison.
struct CollectionEnd: Sendable {
  let side: Side
  let address: CollectionAddress
  let version: ServerVersion
  let client: MilvusClient
  let persistence: Persistence

  init(
    _ side: Side, _ address: CollectionAddress, _ version: ServerVersion, _ client: MilvusClient,
    _ persistence: Persistence
  ) {
    self.side = side
    self.address = address
    self.version = version
    self.client = client
    self.persistence = persistence
  }

  /// Calls the server, again where that may help, and names this side in what goes wrong.
  func call<R>(_ body: (MilvusClient) async throws(MilvusError) -> R) async throws -> R {
    try await persistence.call(side) { () async throws(MilvusError) -> R in try await body(client) }
  }

  /// A source of rows, pinned to the present moment where the server has timestamps.
  func rows(key: FieldSchema, columns: [String]) async throws -> MilvusRowSource {
    MilvusRowSource(
      client: client, collection: address, key: key, columns: columns, isLite: version.isLite,
      timestamp: try await call { client throws(MilvusError) in
        try await client.allocateTimestamp()
      })
  }

  /// Waits until queries see the rows that were loaded.
  ///
  /// Milvus 2.3.5 calls a partition loaded up to seconds before it is read from, and until then a query
  /// succeeds without its rows. So the count has to reach the statistics or, as these count deleted
  /// rows too, to stand still. `checkpoint` throws where the wait is to stop.
  func waitUntilReadable(_ checkpoint: () throws -> Void) async throws {
    let stored = try await call { client throws(MilvusError) in
      try await client.statisticsRowCount(of: address)
    }
    var (seen, stillness) = (Int64(-1), 0)
    // 5 s of stillness: what was late came within 2 s on two busy cores.
    while seen != stored, stillness < 10 {
      try checkpoint()
      let count = try await call { client throws(MilvusError) in try await client.count(address) }
      stillness = count == seen ? stillness + 1 : 0
      seen = count
      if seen != stored { try await Task.sleep(for: .milliseconds(500)) }
    }
  }
}
