internal import RangeTransfer

extension Engine {
  /// Everything that the journal knows of a job; works for every job, also of another process.
  ///
  /// - Throws: `MigrationError` with `.jobNotFound`.
  public func report(of id: JobID) async throws -> JobReport {
    try await supervisor.report(of: id)
  }
}
