internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// Does something with each collection, one after the other, and returns a row for each.
  ///
  /// What fails about one of several is reported, `failed` makes its row, and the others go on; a
  /// server that does not talk any more ends it all.
  /// - Throws: The failure of the only one.
  func each<Row>(
    _ collections: [LocatedCollection], failed: (LocatedCollection, Report) -> Row,
    amongSeveral isSeveral: Bool? = nil, _ body: (LocatedCollection) async throws -> Row
  ) async throws -> (rows: [Row], status: ExitStatus) {
    var rows: [Row] = []
    var failures: [any Error] = []
    let isSeveral = isSeveral ?? (collections.count > 1)
    for collection in collections {
      do {
        rows.append(try await body(collection))
      } catch {
        guard isSeveral, await Self.isAboutOne(error, collection) else { throw error }
        let report = Report(error)
        await console.report(report, asJSON: settings.output.isJSON)
        failures.append(error)
        rows.append(failed(collection, report))
      }
    }
    return (rows, ExitStatus(of: collections.count, failures: failures))
  }

  private static func isAboutOne(
    _ error: any Error, _ collection: LocatedCollection
  ) async -> Bool {
    switch (error as? AdvisedError)?.error ?? error {
    case let error as SideError:
      if error.error.code == .databaseNotFound { return true }
      return await error.isRefusal(by: collection.cluster.client)
    case let error as MigrationError: return error.code == .collectionNotFound
    default: return false
    }
  }
}
