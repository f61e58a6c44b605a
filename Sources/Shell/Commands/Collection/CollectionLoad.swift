package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient
internal import Synchronization

/// Whether `load` waits.
package enum Patience: EnumerableFlag, Sendable {
  case wait, noWait

  package static func help(for value: Patience) -> ArgumentHelp? {
    switch value {
    case .wait: "Wait until the collections can be queried, which is the default."
    case .noWait: "End once the server has begun to load them."
    }
  }
}

/// The command `load NAME…`.
package struct CollectionLoad: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Load collections into memory, on the target by default.")
  package static let examples = [
    Example("load docs_v1", "on the target, and wait until it can be queried"),
    Example("load docs_v1 --index", "and until its vector indexes are built"),
    Example("load target:docs* --no-wait", "several, without waiting; --all for all"),
    Example("load source:docs_v1 --yes", "on the source, without the question"),
  ]
  package static let seeAlso = ["release", "verify", "list collections"]
  package static let rehearsal = Rehearsal.isTold
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(
    help: ArgumentHelp("Collections or patterns.", valueName: "name"),
    completion: .names(.collectionsTargetFirst))
  package var names: [String] = []
  @Flag(help: "All collections of the target's current database.")
  package var all = false
  @Option(help: ArgumentHelp("Copies in memory.", valueName: "n"))
  package var replicas = 1
  @Flag(exclusivity: .chooseLast) package var patience = Patience.wait
  @Flag(help: "Wait until the vector indexes are built, too.")
  package var index = false
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    try AllRule.check(names, all)
    guard replicas > 0 else { throw ValidationError("--replicas takes a number from 1") }
    guard patience == .wait || !index else {
      throw ValidationError("--index waits for the index: leave out --no-wait")
    }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collections = try await session.locateAll(all ? ["*"] : names, on: .target)
    for collection in collections where collection.side == .source {
      try await session.confirm(
        "\(collection.text) will use memory on \(collection.cluster.label). Load it?", yes: yes)
    }
    if collections.contains(where: { $0.side == .target }) {
      try await session.permitWrites(consent)
    }
    let (entries, status) = try await session.eachSideBySide(
      collections, failed: LoadingScreen.Entry.init
    ) { try await begin($0, in: session) }
    guard patience == .wait else {
      return CommandResult(LoadingScreen(entries: entries), status: status)
    }
    // All have begun: the cluster loads them side by side, however they are waited for.
    let begun = collections.filter { one in
      entries.contains { $0.collection == one.text && $0.state == .loading }
    }
    let (ended, ending) = try await finish(
      begun, amongSeveral: collections.count > 1, in: session)
    let shown = entries.map { entry in ended.first { $0.collection == entry.collection } ?? entry }
    return result(of: collections, shown, .worst(of: [status, ending]), in: session)
  }

  /// What became of the collections; an index that was waited for in vain is a difference.
  private func result(
    of collections: [LocatedCollection], _ entries: [LoadingScreen.Entry], _ status: ExitStatus,
    in session: ShellSession
  ) -> CommandResult {
    let unbuilt = collections.filter { one in
      entries.contains { $0.collection == one.text && $0.isBeingBuilt }
    }
    var screen = LoadingScreen(entries: entries, awaitsIndex: index)
    if !common.quiet, !session.isQuiet { screen.hint = hint(about: unbuilt, in: session) }
    let isInVain = index && !unbuilt.isEmpty
    return CommandResult(screen, status: isInVain ? .worst(of: [status, .differs]) : status)
  }

  private func begin(
    _ collection: LocatedCollection, in session: ShellSession
  ) async throws -> LoadingScreen.Entry {
    try await session.calling(about: collection) { client in
      try await client.load(collection.address, replicas: replicas)
    }
    try session.engine.settleLoads(
      of: collection.address, on: collection.cluster.cluster.access.endpoint)
    return .init(collection: collection.text, state: .loading, time: nil)
  }

  /// Waits until all that have begun to load can be queried, and for their indexes if these are wanted.
  private func finish(
    _ begun: [LocatedCollection], amongSeveral isSeveral: Bool, in session: ShellSession
  ) async throws -> (rows: [LoadingScreen.Entry], status: ExitStatus) {
    let left = Mutex(AwaitedLoads(loading: begun))
    let start = ContinuousClock.now
    let progress = SeveralProgress(
      session: session, isQuiet: common.quiet, step: Self.step, total: begun.count)
    do {
      return try await progress.whileShown { voice in
        try await session.eachSideBySide(
          begun, failed: LoadingScreen.Entry.init, amongSeveral: isSeveral
        ) { collection in
          defer { voice.ended(collection.text) }
          try await awaitLoad(of: collection, since: start, in: session, telling: voice)
          left.withLock { $0.endLoading(of: collection) }
          let build =
            try await index
            ? awaitIndex(of: collection, since: start, in: session, telling: voice)
            : indexBuild(of: collection)
          left.withLock { $0.endIndexing(of: collection) }
          return LoadingScreen.Entry(
            collection: collection.text, state: .loaded, time: start.duration(to: .now),
            build: build)
        }
      }
    } catch {
      await sayWhatGoesOn(left.withLock(\.self), in: session)
      throw error
    }
  }

  private func awaitLoad(
    of collection: LocatedCollection, since start: ContinuousClock.Instant,
    in session: ShellSession, telling voice: SeveralProgress.Voice
  ) async throws {
    while true {
      let percent = try await session.calling(about: collection) { client -> Int? in
        let percent = try await client.loadingProgress(of: collection.address)
        guard try await client.isWhollyLoaded(collection.address) else { return percent }
        try await client.waitUntilReadable(collection.address)
        return nil
      }
      guard let percent else { return }
      voice.moves(
        Self.reading(
          of: collection.text, percent: percent, elapsed: start.duration(to: .now)))
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  /// The server does not stop because nobody waits any more.
  private func sayWhatGoesOn(_ left: AwaitedLoads, in session: ShellSession) async {
    guard Task.isCancelled else { return }
    if let first = left.loading.first {
      let names = left.loading.map { session.typed($0) }.joined(separator: " ")
      await session.console.note(
        left.loading.count == 1
          ? "the \(first.side.rawValue) goes on loading it; release \(names) stops that"
          : "\(left.loading.count) collections go on being loaded; release \(names) stops that")
    }
    if index { await sayWhatIsBeingBuilt(left.indexing, in: session) }
  }

  private static let step = "Loading"

  static func reading(of text: String, percent: Int, elapsed: Duration) -> ProgressReading {
    ProgressReading(
      subject: text, step: step, done: Int64(percent), total: 100, measure: .percent,
      elapsed: elapsed)
  }
}

/// The collections that are waited for, by what is waited for.
private struct AwaitedLoads: Sendable {
  var loading: [LocatedCollection]
  var indexing: [LocatedCollection] = []

  mutating func endLoading(of collection: LocatedCollection) {
    loading.removeAll { $0.text == collection.text }
    indexing.append(collection)
  }

  mutating func endIndexing(of collection: LocatedCollection) {
    indexing.removeAll { $0.text == collection.text }
  }
}
