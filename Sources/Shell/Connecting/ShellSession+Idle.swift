internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// After that much silence a router in between may have forgotten a connection without a word.
  private static let idleLimit = Duration.seconds(10)
  /// What a cluster may take to show that its connection still stands.
  private static let probeLimit = Duration.seconds(2)
  /// What it may take to answer on a new one, which is made first.
  private static let openLimit = Duration.seconds(5)

  /// Connects anew, without a word, where a connection was cut while nobody used it.
  ///
  /// Otherwise the next command would wait until the transport notices, and then fail. A cluster that
  /// does not answer on a new connection either is left as it is: the command says why it fails.
  func refreshIdleClusters() async {
    await withDiscardingTaskGroup { group in
      for side in Side.allCases { group.addTask { [self] in await refreshIfIdle(side) } }
    }
  }

  private func refreshIfIdle(_ side: Side) async {
    guard let cluster = cluster(side), cluster.idleTime > Self.idleLimit,
      await !Self.answers(cluster.client, within: Self.probeLimit)
    else { return }
    await reconnect(side, cluster)
  }

  private func reconnect(_ side: Side, _ former: OpenCluster) async {
    guard let lease = try? await connections.open(former.cluster.access) else { return }
    guard await Self.answers(lease.client, within: Self.openLimit),
      replaceConnection(
        of: side, from: former,
        to: OpenCluster(
          former.cluster, profile: former.profile, lease: lease, server: former.server))
    else { return lease.close() }
    former.close()
  }

  /// Puts another connection to the same cluster in the place of one; false if that is gone.
  private func replaceConnection(
    of side: Side, from former: OpenCluster, to next: OpenCluster
  ) -> Bool {
    update { state in
      guard state.clusters[side]?.cluster.access == former.cluster.access else { return false }
      state.clusters[side] = next
      return true
    }
  }

  /// Whether the cluster answers soon; a refusal is an answer.
  private static func answers(_ client: MilvusClient, within limit: Duration) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        do {
          _ = try await client.identify()
          return true
        } catch {
          let code = (error as? MilvusError)?.code
          return code != .unreachable && code != .timedOut && code != .cancelled
        }
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }
}
