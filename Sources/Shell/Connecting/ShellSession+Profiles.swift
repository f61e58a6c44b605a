internal import MigrationEngine
internal import ZillizCloud

extension ShellSession {
  /// The cluster of a side with what the control plane says of it now, if it was connected by its id.
  ///
  /// Where the control plane cannot be asked, the profile says why, and the rest is as of connecting.
  /// - Throws: `UsageError.notConnected`, or `CancellationError`.
  func currentCluster(_ side: Side, timeout: Seconds?) async throws -> Cluster {
    var cluster = try openCluster(side).cluster
    guard let known = cluster.profile.cloud else { return cluster }
    let current = try await current(known, on: side, timeout: timeout)
    // A size that was declared stands.
    if cluster.profile.computeUnits == known.computeUnits {
      cluster.profile.computeUnits = current.computeUnits
    }
    cluster.profile.cloud = current
    return cluster
  }

  /// The newest value; nil for one that cannot be a share or an amount.
  private static func latest(_ name: CloudMetricName, in usage: [CloudMetric]) -> Double? {
    usage.first { $0.name == name }?.latest.flatMap { (0...1e9).contains($0) ? $0 : nil }
  }

  private func current(
    _ known: CloudProfile, on side: Side, timeout: Seconds?
  ) async throws -> CloudProfile {
    var stale = known
    guard let access = try cloudAccess(side) else {
      stale.staleness = "there is no API key any more"
      return stale
    }
    do {
      return try await asking(access, timeout: timeout) { client in
        let cluster = try await client.cluster(known.clusterID)
        var current = CloudProfile(cluster, among: try await client.visibleProjects())
        let usage = try await client.usage(of: known.clusterID)
        current.isCurrent = true
        current.capacityUsed = Self.latest(.capacity, in: usage)
        current.storageUsed = Self.latest(.storage, in: usage)
        return current
      }
    } catch  where !(error is CancellationError) {
      stale.staleness = Report(error).message
      return stale
    }
  }
}
