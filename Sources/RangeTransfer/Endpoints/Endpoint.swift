package import MigrationPlanning
package import MilvusClient

/// One end, as a job or a comparison speaks to it: what its server can do, how calls are repeated, how many
/// it stands at once.
package struct Endpoint: Sendable {
  /// Which of the two it is.
  package let side: Side
  /// The connection to it.
  package let client: MilvusClient
  /// What its server is, which tells what that can do.
  package let version: ServerVersion
  /// What repeats its calls.
  package let retrier: Retrier
  /// What calls that read rows of a source pass, and those that write them to a target.
  package let concurrency: ConcurrencyLimit

  /// An end that passes the limit of readers if it is the source, else that of writers.
  package init(
    _ side: Side, _ client: MilvusClient, _ version: ServerVersion, _ retrier: Retrier,
    _ concurrency: ServerConcurrency.Pair
  ) {
    (self.side, self.client, self.version) = (side, client, version)
    self.retrier = retrier
    self.concurrency = side == .source ? concurrency.readers : concurrency.writers
  }

  /// Whether its server has the feature.
  package func supports(_ feature: Feature) -> Bool { version.supports(feature) }

  /// Calls the server, again where that may help, and names this side in what goes wrong.
  package func call<R>(_ body: (MilvusClient) async throws(MilvusError) -> R) async throws -> R {
    try await retrier.call(side) { () async throws(MilvusError) -> R in try await body(client) }
  }

  /// The present moment of the server; nil where it has no timestamps.
  package func timestamp() async throws -> UInt64? {
    try await call { client throws(MilvusError) in try await client.allocateTimestamp() }
  }
}
