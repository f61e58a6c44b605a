package import MigrationEngine
package import MilvusClient

extension ShellSession {
  /// The cluster that is open on the side.
  package func cluster(_ side: Side) -> OpenCluster? {
    update { $0.clusters[side] }
  }

  /// The cluster that is open on the side.
  ///
  /// - Throws: `UsageError.notConnected` if none is.
  package func openCluster(_ side: Side) throws(UsageError) -> OpenCluster {
    guard let cluster = cluster(side) else {
      throw UsageError(
        .notConnected, "the \(side.rawValue) is not connected",
        hint: "connect \(side.rawValue), with its host, as in: connect \(side.rawValue) 10.0.0.7")
    }
    return cluster
  }

  /// Replaces the side's cluster and its current database; nil means that the side is closed.
  ///
  /// Returns the cluster that was open before, which the caller closes.
  @discardableResult
  package func replaceCluster(
    _ side: Side, with cluster: OpenCluster?, database: ServerName = "default"
  ) -> OpenCluster? {
    names.forget(side)
    return update { state in
      let former = state.clusters[side]
      state.clusters[side] = cluster
      state.databases[side] = cluster == nil ? nil : database
      return former
    }
  }

  /// The side's current database.
  package func database(_ side: Side) -> ServerName {
    update { $0.databases[side] ?? "default" }
  }

  /// Makes a database the side's current one.
  package func use(_ database: ServerName, on side: Side) {
    update { $0.databases[side] = database }
  }
}
