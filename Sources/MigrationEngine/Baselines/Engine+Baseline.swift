public import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

extension Engine {
  /// Takes a baseline of a collection, whose rows are all read.
  ///
  /// One of the target that is not loaded is loaded for that time; `announce` is told.
  /// - Throws: `MigrationError` with `.sourceNotLoaded` if one of the source is not.
  public func baseline(
    of collection: CollectionAddress, on cluster: Cluster, _ side: Side,
    options: BaselineOptions = BaselineOptions(),
    announce: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws -> Baseline {
    try await withOneEnd(collection, on: cluster, side, announce: announce) { verifier in
      try await BaselineReading(verifier: verifier, options: options, cluster: cluster).run()
    }
  }

  /// Holds a collection of any cluster against a baseline; loads it as `baseline` does.
  ///
  /// - Throws: `BaselineKeyMismatch`, before anything is loaded or read.
  public func verify(
    _ collection: CollectionAddress, on cluster: Cluster, _ side: Side, against baseline: Baseline,
    announce: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws -> BaselineReport {
    try await withOneEnd(collection, on: cluster, side, announce: announce) { verifier in
      try await BaselineCheck(verifier: verifier, baseline: baseline, cluster: cluster).run()
    }
  }

  /// Connects to a cluster for the time of a body that looks at one collection, as both sides.
  private func withOneEnd<R>(
    _ collection: CollectionAddress, on cluster: Cluster, _ side: Side,
    announce: @escaping @Sendable (VerifyProgress) -> Void, _ body: (Verifier) async throws -> R
  ) async throws -> R {
    let retrier = Retrier(
      policy: tuning.retries, progress: ProgressCounter(), control: JobControl(),
      notify: { _, _ in })
    return try await endpoints.with(side, cluster, retrier) { endpoint in
      let end = CollectionEnd(endpoint, collection)
      return try await body(
        Verifier(
          source: end, target: end, options: VerifyOptions(), claims: supervisor.claims,
          owner: "verify", share: budget.share(calls: Verifier.width(endpoint.version)),
          announce: announce))
    }
  }
}
