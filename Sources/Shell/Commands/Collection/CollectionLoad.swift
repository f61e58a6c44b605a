package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient
internal import Synchronization

/// The command `load NAME…`.
package struct CollectionLoad: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Load collections into memory, on the target by default.")
  package static let examples = [
    Example("load docs_v1", "on the target, and wait until it can be queried"),
    Example("load target:docs* --no-wait", "several, without waiting"),
    Example("load source:docs_v1 --yes", "on the source, without the question"),
  ]
  package static let seeAlso = ["release", "verify", "list collections"]
  package static let rehearsal = Rehearsal.isTold
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(
    help: ArgumentHelp("Collections or patterns.", valueName: "name"),
    completion: .names(.targetCollections))
  package var names: [String]
  @Option(help: ArgumentHelp("Copies in memory.", valueName: "n"))
  package var replicas = 1
  @Flag(inversion: .prefixedNo, help: "Wait until the collections can be queried.")
  package var wait = true
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    guard replicas > 0 else { throw ValidationError("--replicas takes a number from 1") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collections = try await session.locateAll(names, on: .target)
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
    guard wait else { return CommandResult(LoadingScreen(entries: entries), status: status) }
    // All have begun: the cluster loads them side by side, however they are waited for.
    let begun = collections.filter { one in
      entries.contains { $0.collection == one.text && $0.state == .loading }
    }
    let (ended, ending) = try await finish(
      begun, amongSeveral: collections.count > 1, in: session)
    let shown = entries.map { entry in ended.first { $0.collection == entry.collection } ?? entry }
    return CommandResult(
      LoadingScreen(entries: shown), status: .worst(of: [status, ending]))
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

  /// Waits until all that have begun to load can be queried.
  private func finish(
    _ begun: [LocatedCollection], amongSeveral isSeveral: Bool, in session: ShellSession
  ) async throws -> (rows: [LoadingScreen.Entry], status: ExitStatus) {
    let left = Mutex(begun)
    let start = ContinuousClock.now
    let progress = SeveralProgress(
      session: session, isQuiet: common.quiet, step: Self.step, total: begun.count)
    do {
      return try await progress.whileShown { voice in
        try await session.eachSideBySide(
          begun, failed: LoadingScreen.Entry.init, amongSeveral: isSeveral
        ) { collection in
          defer { voice.ended(collection.text) }
          let entry = try await finish(collection, since: start, in: session, telling: voice)
          left.withLock { $0.removeAll { $0.text == collection.text } }
          return entry
        }
      }
    } catch {
      await sayWhatGoesOn(left.withLock(\.self), in: session)
      throw error
    }
  }

  private func finish(
    _ collection: LocatedCollection, since start: ContinuousClock.Instant, in session: ShellSession,
    telling voice: SeveralProgress.Voice
  ) async throws -> LoadingScreen.Entry {
    while true {
      let percent = try await session.calling(about: collection) { client -> Int? in
        let percent = try await client.loadingProgress(of: collection.address)
        guard try await client.isWhollyLoaded(collection.address) else { return percent }
        try await client.waitUntilReadable(collection.address)
        return nil
      }
      let time = start.duration(to: .now)
      guard let percent else {
        return .init(collection: collection.text, state: .loaded, time: time)
      }
      voice.moves(Self.reading(of: collection.text, percent: percent, elapsed: time))
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  /// The server does not stop because nobody waits any more.
  private func sayWhatGoesOn(_ left: [LocatedCollection], in session: ShellSession) async {
    guard Task.isCancelled, let first = left.first else { return }
    let names = left.map { session.typed($0) }.joined(separator: " ")
    await session.console.note(
      left.count == 1
        ? "the \(first.side.rawValue) goes on loading it; release \(names) stops that"
        : "\(left.count) collections go on being loaded; release \(names) stops that")
  }

  private static let step = "Loading"

  static func reading(of text: String, percent: Int, elapsed: Duration) -> ProgressReading {
    ProgressReading(
      subject: text, step: step, done: Int64(percent), total: 100, measure: .percent,
      elapsed: elapsed)
  }
}

/// What became of loading or releasing collections, a line each.
struct LoadingScreen: Renderable {
  static let schema = "loading/1"
  static let rows: String? = "collections"
  static let isOutcome = true

  /// One collection.
  struct Entry: Sendable, Equatable {
    var collection: String
    /// What it has become; nil if that failed.
    var state: LoadState?
    var time: Duration?
    /// Why it failed.
    var failure: Report?
  }

  var entries: [Entry]

  var json: JSONObject {
    [
      "collections": .array(
        entries.map { entry in
          var object: JSONObject = [
            "collection": .string(entry.collection), "state": .optional(entry.state?.rawValue),
            "seconds": .optional(entry.time.map(Figures.seconds)),
          ]
          if let failure = entry.failure { object["error"] = failure.json }
          return .object(object)
        })
    ]
  }

  var sections: [Section] {
    let lines = entries.map { entry in
      let time = entry.time.map { ", \(Figures.duration($0))" } ?? ""
      return "\(entry.collection)  \(entry.state?.rawValue ?? "?")\(time)"
    }
    return [.lines(lines)]
  }
}

extension LoadingScreen.Entry {
  /// What is said of a collection with which it failed.
  init(_ collection: LocatedCollection, _ failure: Report) {
    self.init(collection: collection.text, state: nil, time: nil, failure: failure)
  }
}
