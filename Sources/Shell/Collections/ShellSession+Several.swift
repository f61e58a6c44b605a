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

  /// Does something with some collections at a time; rows and reports are in the order of typing.
  ///
  /// How many that are follows from their servers unless it is given.
  func eachSideBySide<Row: Sendable>(
    _ collections: [LocatedCollection], atMost width: Int? = nil,
    failed: (LocatedCollection, Report) -> Row, amongSeveral isSeveral: Bool? = nil,
    _ body: @escaping @Sendable (LocatedCollection) async throws -> Row
  ) async throws -> (rows: [Row], status: ExitStatus) {
    let width = width ?? Self.width(of: collections)
    var results: [Int: Result<Row, any Error>] = [:]
    await withTaskGroup(of: (Int, Result<Row, any Error>).self) { group in
      var waiting = collections.indices.makeIterator()
      func startNext() {
        guard let index = waiting.next() else { return }
        group.addTask {
          do { return (index, .success(try await body(collections[index]))) } catch {
            return (index, .failure(error))
          }
        }
      }
      for _ in 0..<width { startNext() }
      while let (index, result) = await group.next() {
        results[index] = result
        if case .failure(let error) = result, await !Self.isAboutOne(error, collections[index]) {
          group.cancelAll()
          results = [index: result]
          return
        }
        startNext()
      }
    }
    if results.count < collections.count {
      for result in results.values { _ = try result.get() }
    }
    var place = collections.startIndex
    return try await each(collections, failed: failed, amongSeveral: isSeveral) { _ in
      defer { place += 1 }
      guard let result = results[place] else { throw CancellationError() }
      return try result.get()
    }
  }

  /// How many of the collections are worked on at a time: as many as `inOrder` asks about, and on Milvus
  /// Lite one after the other.
  private static func width(of collections: [LocatedCollection]) -> Int {
    collections.allSatisfy {
      $0.cluster.cluster.identity.version.supports(.concurrentReaders)
    } ? 8 : 1
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
