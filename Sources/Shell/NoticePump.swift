internal import Logging
internal import MigrationEngine

/// Passes on what jobs have to say, as far as the user wants to hear it.
struct NoticePump: Sendable {
  let session: ShellSession
  let noticeBox: NoticeBox

  /// Runs until the session ends its notices; begins when the first command has asked for the engine.
  func run() async {
    for await engine in session.engineStarts {
      for await notice in engine.notices { await pass(notice) }
    }
  }

  private func pass(_ notice: JobNotice) async {
    // The view of a job in front is there soon after the job has begun, and gone soon after its end.
    let wasForeground = isForeground(notice.job)
    let status = await status(after: notice)
    let isForeground = wasForeground || isForeground(notice.job)
    await session.events?.tell(notice, status)
    session.logger.info(
      "job notice", metadata: ["job.id": "\(notice.job)", "kind": "\(notice.kind.rawValue)"])
    if notice.kind.wantsAttention, !isForeground { session.wantsAttention = true }
    if !isForeground, Self.isWanted(notice, session.settings.notices) {
      // A newer notice of the same kind makes an unseen one worthless.
      let line = ending(notice, status) ?? "[\(notice.job)] \(notice.text)"
      noticeBox.post(session.console.wrapped(line), key: "\(notice.job).\(notice.kind.rawValue)")
    }
    noticeBox.repaint(await session.prompt())
  }

  private func isForeground(_ job: JobID) -> Bool {
    session.foreground?.jobs.contains(job) ?? false
  }

  /// The job as it is once its state has changed; nil where that is not so, or it cannot be read.
  private func status(after notice: JobNotice) async -> JobStatus? {
    switch notice.kind {
    case .started, .paused, .successful, .failed, .canceled:
      try? await session.startedEngine?.status(of: notice.job)
    case .progress, .phase, .hindered, .limited, .recovered, .attention: nil
    }
  }

  /// The line that a job in front ends with; nil where the job has not ended.
  private func ending(_ notice: JobNotice, _ status: JobStatus?) -> String? {
    switch notice.kind {
    case .successful, .paused, .failed: status.map { JobSummary(jobs: []).line($0) }
    default: nil
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
    // Whoever starts or cancels a job is told so by the command.
    case .progress, .phase, .started, .canceled: false
    case .hindered, .limited, .recovered, .attention, .paused, .successful, .failed: true
    }
  }
}
