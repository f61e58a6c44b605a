internal import MigrationEngine

/// Passes on what jobs have to say, as far as the user wants to hear it.
struct NoticePump: Sendable {
  let session: ShellSession
  let mailbox: Mailbox

  /// Runs until the task is cancelled; begins when the first command has asked for the engine.
  func run() async {
    for await engine in session.engineStarts {
      for await notice in engine.notices { await pass(notice) }
    }
  }

  private func pass(_ notice: JobNotice) async {
    let isForeground = session.foreground?.jobs.contains(notice.job) ?? false
    if notice.kind.wantsAttention, !isForeground { session.wantsAttention = true }
    if !isForeground, Self.isWanted(notice, session.settings.notices) {
      // A newer notice of the same kind makes an unseen one worthless.
      let line = await ending(notice) ?? "[\(notice.job)] \(notice.text)"
      mailbox.post(line, key: "\(notice.job).\(notice.kind.rawValue)")
    }
    mailbox.repaint(await session.prompt())
  }

  /// The line that a job in front ends with; nil where the job has not ended, or cannot be read.
  private func ending(_ notice: JobNotice) async -> String? {
    switch notice.kind {
    case .successful, .paused, .failed:
      guard let job = try? await session.startedEngine?.status(of: notice.job) else { return nil }
      return JobSummary(jobs: []).line(job)
    default: return nil
    }
  }

  private static func isWanted(_ notice: JobNotice, _ choice: NoticeChoice) -> Bool {
    switch choice {
    case .all: true
    case .none: false
    case .milestones: notice.kind.isMilestone
    }
  }
}

extension JobNotice.Kind {
  /// Whether the user should look at the job.
  fileprivate var wantsAttention: Bool {
    switch self {
    case .attention, .hindered, .paused, .failed: true
    case .started, .progress, .phase, .limited, .recovered, .successful, .canceled: false
    }
  }

  /// Whether it is more than progress.
  fileprivate var isMilestone: Bool {
    switch self {
    case .progress, .phase: false
    case .started, .hindered, .limited, .recovered, .attention, .paused, .successful, .failed,
      .canceled:
      true
    }
  }
}
