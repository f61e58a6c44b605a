internal import MigrationEngine

/// Tells now and then among the events how far the jobs of this process are.
struct EventSampler: Sendable {
  /// How much time lies between two events about the progress of one thing.
  static let rest = Duration.seconds(5)

  let session: ShellSession

  /// Runs until the task is cancelled.
  func run() async {
    guard let events = session.events else { return }
    while (try? await Task.sleep(for: Self.rest)) != nil {
      for job in await session.startedEngine?.movingJobs() ?? [] {
        await events.note(.jobProgress, job.progressFields)
      }
    }
  }
}
