internal import MigrationEngine
internal import MilvusClient

/// The rows around the one that moves: steps that are done, and those that wait.
///
/// A value that is told the job's state again and again; it remembers when each step was first
/// seen, because the journal keeps no time for each.
struct JobProgressRows: Sendable {
  private var phase: JobPhase?
  private var phaseStart: ContinuousClock.Instant?

  /// Rows above the one that moves: the steps that this view saw ending.
  private(set) var above: [String] = []

  /// The steps that the row under the moving one says are to come.
  static func waiting(after phase: JobPhase, subject: String) -> [String] {
    let unseen: [JobPhase] = [.create, .flush, .finished]
    let rest = JobPhase.allCases.filter { $0 > phase && !unseen.contains($0) }.map(\.title)
    guard !rest.isEmpty else { return [] }
    return [
      ProgressLine.waiting(job: nil, subject: subject, step: rest.joined(separator: ", "))
    ]
  }

  /// Takes note of the step that the job is at.
  mutating func note(_ status: JobStatus, at now: ContinuousClock.Instant) {
    guard status.phase != phase else { return }
    if let phase, let phaseStart {
      above.append(
        ProgressLine.ended(
          job: above.isEmpty ? status.id.rawValue : nil, subject: status.source.name.text,
          step: phase.title, took: phaseStart.duration(to: now)))
    }
    phase = status.phase
    phaseStart = now
  }
}
