internal import MigrationEngine
internal import MilvusClient

/// Lets the engine check requests, and says meanwhile that it does.
struct CheckRun: Sendable {
  var session: ShellSession
  var isQuiet: Bool

  /// What the engine found; counting large collections may take a while.
  func check(
    _ wish: MigrationArguments.Wish, from source: Cluster, to target: Cluster
  ) async throws -> CheckReport {
    let requests = wish.requests
    let (steps, voice) = AsyncStream.makeStream(
      of: CheckProgress.self, bufferingPolicy: .bufferingNewest(1))
    async let shown: Void = show(steps, of: requests.reduce(0) { $0 + $1.collections.count })
    do {
      var report = try await session.engine.check(requests, from: source, to: target) {
        voice.yield($0)
      }
      report.findings += wish.unlisted
      voice.finish()
      await shown
      await session.events?.tell(report)
      return report
    } catch {
      voice.finish()
      await shown
      throw await explained(error, about: requests)
    }
  }

  /// Says what is done, and how far it is where that takes a while.
  private func show(_ steps: AsyncStream<CheckProgress>, of total: Int) async {
    var view = ProgressView(in: session, isQuiet: isQuiet)
    let subject = total == 0 ? "both ends" : Figures.count(total, of: "collection")
    await view.show(remark: "checking \(subject) …")
    // 50: about two seconds.
    for await step in steps where total >= 50 {
      await view.show(
        ProgressReading(
          subject: "all", step: "check", done: Int64(step.done), total: Int64(step.total)))
    }
    await view.clear()
  }

  /// The failure with names that may be meant.
  private func explained(_ error: any Error, about requests: [MigrationRequest]) async -> any Error
  {
    if (error as? SideError)?.error.code == .cancelled { return CancellationError() }
    if let error = error as? SideError, error.side == .source, let request = requests.first,
      let choice = request.collections.first
    {
      let address = CollectionAddress(database: request.sourceDatabase, name: choice.source)
      return await session.absence(of: address, on: .source, as: error) ?? error
    }
    guard let absence = error as? MigrationError else { return error }
    guard absence.code != .partitionNotFound else {
      return Self.narrowed(absence, for: requests.first?.options.partitions ?? [])
    }
    var narrowed = Self.narrowed(absence, for: requests.flatMap(\.collections).map(\.source))
    narrowed.candidates = narrowed.candidates.map { NameSpelling.escaped($0) }
    return narrowed
  }

  /// The error with those of its candidates that may be meant by what was typed.
  static func narrowed(_ error: MigrationError, for typed: [ServerName]) -> MigrationError {
    let absent = typed.filter { !error.candidates.map(ServerName.init(_:)).contains($0) }
    let near = absent.flatMap { DidYouMean.names(for: $0.text, among: error.candidates) }
    var narrowed = error
    narrowed.candidates = Set(near.map(ServerName.init(_:))).sorted().prefix(3).map(\.text)
    return narrowed
  }
}
