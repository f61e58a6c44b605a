internal import MigrationEngine
internal import MilvusClient

/// Waiting for the vector indexes of what is loaded, and telling of those that are not built.
extension CollectionLoad {
  /// How far the indexes are; nil if the server does not tell.
  func indexBuild(of collection: LocatedCollection) async throws -> IndexBuild? {
    var questions = Questions(about: collection)
    let indexes = try await questions.ask(.indexes) { try await $0.indexes(of: collection.address) }
    return indexes.flatMap(IndexBuild.init)
  }

  /// Waits until the indexes are built, or nothing of them has moved for too long.
  ///
  /// - Throws: `AdvisedError` if the server could not build one.
  func awaitIndex(
    of collection: LocatedCollection, since start: ContinuousClock.Instant,
    in session: ShellSession, telling voice: SeveralProgress.Voice
  ) async throws -> IndexBuild? {
    var (last, movedAt): ([IndexDescription], ContinuousClock.Instant) = ([], .now)
    while true {
      let indexes = try await session.calling(about: collection) { client in
        try await client.indexes(of: collection.address)
      }
      if indexes != last { (last, movedAt) = (indexes, .now) }
      guard let build = IndexBuild(indexes) else { return nil }
      if let failed = build.failed { throw failure(of: failed, on: collection, in: session) }
      guard !build.isFinished, movedAt.duration(to: .now) < session.indexPatience else {
        return build
      }
      voice.moves(Self.reading(of: collection.text, build, elapsed: start.duration(to: .now)))
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  private func failure(
    of index: IndexDescription, on collection: LocatedCollection, in session: ShellSession
  ) -> AdvisedError {
    let error = MilvusError(
      .noIndex, "collection \"\(collection.address)\" is loaded, but its \(index.failure)",
      serverWords: index.stateReason)
    return AdvisedError(
      error: SideError(collection.side, error),
      advice: "list indexes \(session.typed(collection)) shows how far they are")
  }

  static func reading(
    of text: String, _ build: IndexBuild, elapsed: Duration
  ) -> ProgressReading {
    ProgressReading(
      subject: text, step: "Building the index", done: build.indexedRows, total: build.totalRows,
      elapsed: elapsed)
  }

  /// What to type about indexes that are not built.
  func hint(about unbuilt: [LocatedCollection], in session: ShellSession) -> String? {
    guard let first = unbuilt.first else { return nil }
    guard index else { return "\(waiting(for: unbuilt, in: session)) waits for that" }
    let patience = Figures.wholeDuration(session.indexPatience)
    return "nothing moved for \(patience); list indexes \(session.typed(first)) shows how far it is"
  }

  /// Says what goes on though it is not waited for any more.
  func sayWhatIsBeingBuilt(_ unbuilt: [LocatedCollection], in session: ShellSession) async {
    guard let first = unbuilt.first else { return }
    let line = waiting(for: unbuilt, in: session)
    await session.console.note(
      unbuilt.count == 1
        ? "the \(first.side.rawValue) goes on building its index; \(line) waits for it again"
        : "\(unbuilt.count) indexes go on being built; \(line) waits for them again")
  }

  private func waiting(for unbuilt: [LocatedCollection], in session: ShellSession) -> String {
    "load \(unbuilt.map { session.typed($0) }.joined(separator: " ")) --index"
  }
}
