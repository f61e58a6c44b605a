internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// What works on the key ranges of two clusters, as it was wished for.
  ///
  /// - Throws: `UsageError` where that cannot be, `Failure` where no master of Spark answers.
  func execution(
    _ wish: ExecutionWish, from source: Cluster, to target: Cluster
  ) async throws -> JobExecution {
    let place = wish.on ?? ""
    switch try wish.place {
    case .here: return .here
    case .workers(let count):
      if count > 1 { try requireSeveral(place, source, target) }
      let launch = WorkerLaunch(environment, from: source.access, to: target.access)
      return .workers(count) { try launch.start() }
    case .spark(let master):
      try requireReachable(place, source, target)
      try requireSeveral(place, source, target)
      let submit = try SparkSubmit(
        wish, master: master, environment, in: sparkFolders, from: source.access,
        to: target.access)
      try await requireMaster(master)
      return .spark(slots: wish.slots) { try submit.start() }
    }
  }

  /// Makes sure that both ends stand several processes at once.
  private func requireSeveral(
    _ place: String, _ source: Cluster, _ target: Cluster
  ) throws(UsageError) {
    for (cluster, feature, words) in [
      (source, Feature.concurrentReaders, "answers one reader"),
      (target, .concurrentWriters, "takes one writer"),
    ] where !cluster.identity.version.supports(feature) {
      throw UsageError(
        .invalidValue, "--on \(place): \(cluster.label) is Milvus Lite, which \(words) at a time",
        hint: "leave out --on, or take --on worker:1")
    }
  }

  /// Makes sure that a master of a standalone cluster takes connections, before anything is made.
  private func requireMaster(_ master: String) async throws {
    let scheme = "spark://"
    guard master.hasPrefix(scheme) else { return }
    // Several masters are written behind one scheme.
    for place in master.dropFirst(scheme.count).split(separator: ",") {
      // What is no address Spark refuses in its own words.
      guard let parsed = try? MilvusEndpoint.parse("http://\(place)"), parsed.assumption == nil
      else { return }
      // 5 s: a master far away answers in one.
      if await parsed.endpoint.takesConnections(within: .seconds(5)) { return }
    }
    try Task.checkCancellation()
    throw Failure(.workersFailed, "no master answers at \(master)")
  }

  /// Makes sure that both ends have an address that means something on another machine.
  private func requireReachable(
    _ place: String, _ source: Cluster, _ target: Cluster
  ) throws(UsageError) {
    for cluster in [source, target] where cluster.access.endpoint.socket != nil {
      throw UsageError(
        .invalidValue,
        "--on \(place): \(cluster.access.endpoint) is reached from this machine only",
        hint: "leave out --on, or take --on worker:1")
    }
  }
}
