internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// Writes again what differs between a collection and its copy, and shows how far that is.
  func repair(
    _ copy: CollectionCopy, _ options: RepairOptions, on wish: ExecutionWish, by command: String,
    isQuiet: Bool
  ) async throws -> RepairReport {
    let execution = try await execution(
      wish, from: copy.source.cluster.cluster, to: copy.target.cluster.cluster)
    let progress = ComparisonProgress(
      session: self, isQuiet: isQuiet, subject: copy.source.address.name.text, step: command)
    return try await progress.whileShown { announce in
      try await self.engine.repair(
        copy.source.address, on: copy.source.cluster.cluster, against: copy.target.address,
        on: copy.target.cluster.cluster, options: options, by: command, execution: execution,
        announce: announce)
    }
  }
}
