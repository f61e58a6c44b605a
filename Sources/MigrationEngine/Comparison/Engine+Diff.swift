internal import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

extension Engine {
  /// Compares everything of two collections but their entities; changes nothing and loads nothing.
  ///
  /// - Throws: `MigrationError` with `.collectionNotFound` and the names that there are, or
  ///   `SideError` if an end does not answer.
  public func diff(
    _ source: CollectionAddress, on sourceCluster: Cluster,
    against target: CollectionAddress, on targetCluster: Cluster,
    options: DiffOptions = DiffOptions()
  ) async throws -> CollectionDiff {
    let retrier = Retrier(
      policy: tuning.retries, progress: ProgressCounter(), control: JobControl(),
      notify: { _, _ in })
    return try await endpoints.with(sourceCluster, targetCluster, retrier) {
      let (here, there) = (CollectionEnd($0, source), CollectionEnd($1, target))
      let original = try await here.snapshot(sourceCluster.profile, ignoring: options.ignored)
      var copy = try await there.snapshot(targetCluster.profile, ignoring: options.ignored)
      copy.owners = try await there.owners(
        of: original.aliases.filter { !copy.aliases.contains($0) })
      return CollectionDiff(
        source: original.description.address, target: copy.description.address,
        sourceVersion: original.version, targetVersion: copy.version, options: options,
        findings: DefinitionComparison(source: original, target: copy)
          .findings(ignoring: options.ignored))
    }
  }
}
