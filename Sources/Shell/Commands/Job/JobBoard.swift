internal import MigrationEngine
internal import MilvusClient

/// Shows how far jobs are: one with its steps; of several a row for each that moves, and one for all.
struct JobBoard: Sendable {
  private let jobs: Int
  private let keys: [String]
  private var view: ProgressView
  private var steps = JobProgressRows()

  /// A board for that many jobs.
  init(jobs: Int, in session: ShellSession, isQuiet: Bool, showsKeys: Bool = false) {
    self.jobs = jobs
    keys = showsKeys ? [ProgressLine.keys] : []
    view = ProgressView(in: session, isQuiet: isQuiet)
  }

  /// Shows the jobs that move, of which so many have ended.
  mutating func show(
    _ moving: [JobStatus], ended: Int, at now: ContinuousClock.Instant = .now
  ) async {
    // What is finished is said by the summary.
    let shown = moving.filter { $0.phase != .finished }
    guard jobs == 1 else { return await show(several: shown, ended: ended, at: now) }
    guard let job = shown.first else { return }
    steps.note(job, at: now)
    let below = JobProgressRows.waiting(after: job.phase, subject: job.source.name.text)
    await view.show(job.reading, above: steps.above, below: below + keys, at: now)
  }

  /// Takes the rows away.
  func clear() async { await view.clear() }

  private mutating func show(
    several moving: [JobStatus], ended: Int, at now: ContinuousClock.Instant
  ) async {
    await view.show(
      moving.map(\.reading), atMost: ProgressView.most,
      all: Self.sum(of: moving, ended: ended, of: jobs), below: keys, at: now)
  }

  /// The row for all jobs.
  static func sum(of moving: [JobStatus], ended: Int, of jobs: Int) -> ProgressReading {
    let rates = moving.compactMap(\.shownRate)
    return ProgressReading(
      subject: "all", step: "jobs", done: Int64(ended), total: Int64(jobs),
      rate: rates.isEmpty ? nil : rates.reduce(0) { $0 + $1.rows },
      byteRate: rates.isEmpty ? nil : rates.reduce(0) { $0 + $1.bytes })
  }
}

extension JobStatus {
  /// How far the job is, for a progress view.
  var reading: ProgressReading {
    let copies = phase == .copy
    return ProgressReading(
      job: id.rawValue, subject: source.name.text, step: phase.title, done: copies ? done : 0,
      total: copies ? total : nil, rate: shownRate?.rows, byteRate: shownRate?.bytes,
      timeLeft: shownTimeLeft, silence: alarmingSilence, hindrance: hindrance,
      limit: copies ? limit?.sentence : nil, execution: copies ? execution?.words : nil)
  }
}
