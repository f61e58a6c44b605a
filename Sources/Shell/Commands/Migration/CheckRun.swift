internal import MigrationEngine
internal import MilvusClient

/// Lets the engine check a request, and says meanwhile that it does.
struct CheckRun: Sendable {
  var session: ShellSession
  var isQuiet: Bool

  /// What the engine found; counting large collections may take a while.
  func check(
    _ request: MigrationRequest, from source: Cluster, to target: Cluster
  ) async throws -> CheckReport {
    let view = ProgressView(in: session, isQuiet: isQuiet)
    let count = Figures.count(request.collections.count, of: "collection")
    await view.show(remark: "checking \(count) …")
    do {
      let report = try await session.engine.check(request, from: source, to: target)
      await view.clear()
      return report
    } catch {
      await view.clear()
      if (error as? SideError)?.error.code == .cancelled { throw CancellationError() }
      guard let absence = error as? MigrationError else { throw error }
      let typed =
        absence.code == .partitionNotFound
        ? request.options.partitions ?? [] : request.collections.map(\.source)
      throw Self.narrowed(absence, for: typed)
    }
  }

  /// The error with those of its candidates that may be meant by what was typed.
  static func narrowed(_ error: MigrationError, for typed: [String]) -> MigrationError {
    let absent = typed.filter { !error.candidates.contains($0) }
    let near = absent.flatMap { DidYouMean.names(for: $0, among: error.candidates) }
    var narrowed = error
    narrowed.candidates = Array(Set(near).sorted().prefix(3))
    return narrowed
  }
}
