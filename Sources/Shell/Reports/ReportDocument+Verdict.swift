internal import MigrationEngine
internal import MilvusClient

extension ReportDocument {
  /// What became of the job, in one sentence.
  var verdict: Cell {
    let job = report.status
    let entities = "\(Figures.count(job.done)) \(job.done == 1 ? "entity" : "entities")"
    switch job.state {
    case .pending: return Cell("The job waits for its turn.")
    case .inProgress: return Cell("The job runs: \(entities) are safe on the target.")
    case .paused:
      return Cell("The job is paused: \(entities) are safe on the target.", tone: .warning)
    case .canceled:
      return Cell("The job was canceled when it had copied \(entities).", tone: .warning)
    case .failed:
      return Cell("The job failed: \(job.failure?.message ?? "no reason was kept").", tone: .bad)
    case .successful:
      let refused = job.rejected > 0 ? ", \(Figures.count(job.rejected)) were refused" : ""
      let isDone = exitStatus == .done
      return Cell(
        "\(entities) arrived\(refused); at the end, \(report.verification.sentence)"
          + (isDone ? "." : "; what differs is told below."),
        tone: isDone ? .good : .bad)
    }
  }
}
