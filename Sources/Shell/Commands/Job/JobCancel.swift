package import ArgumentParser
package import MigrationEngine
internal import MilvusClient

/// The command `cancel JOB`.
package struct JobCancel: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "End a job for good, and keep or drop what it has made.")
  package static let examples = [
    Example("cancel 1", "asks what becomes of the half-filled collection"),
    Example("cancel 1 --keep", "leaves it on the target as it is"),
    Example("cancel 1 --drop --yes", "drops it from the target without a question"),
  ]
  package static let seeAlso = ["pause", "resume", "topic jobs"]
  package static let rehearsal = Rehearsal.isTold
  package static let replay = Replay.asRemark
  package static let limitsItself = true

  @Argument(help: ArgumentHelp("Number of the job.", valueName: "job"), completion: .names(.jobs))
  package var job: JobID
  @Flag(help: "Keep the half-filled collection.")
  package var keep = false
  @Flag(help: "Drop the half-filled collection from the target.")
  package var drop = false
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    if keep, drop { throw ValidationError("--keep and --drop exclude each other") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let status = try await session.engine.status(of: job)
    // What is kept can be kept without the plan, which may be damaged.
    let use = try await keep ? nil : session.engine.targetUse(of: job)
    let drops = try await decide(about: status, use, in: session)
    if drops { try await confirmDrop(of: status, in: session) }
    if let process = session.engine.otherProcess {
      var request = ControlRequest(deed: .cancel, job: job.rawValue)
      (request.drop, request.confirm) = (drops, consent.confirm)
      try await session.steer(request, by: process)
    } else {
      try await cancel(dropping: drops, in: session)
    }
    session.names.expire(.target)
    let collection = "target:\(status.target)"
    let kept = hasCollection(status, use) ? "kept \(collection)" : nil
    let fate = drops ? "dropped \(collection)" : kept
    let text = ["[\(job)] canceled", fate].compactMap(\.self).joined(separator: ", ")
    return CommandResult(Acknowledgement(done: [text]))
  }

  private func cancel(dropping drops: Bool, in session: ShellSession) async throws {
    let target = drops ? try session.openCluster(.target).cluster : nil
    if drops { try await session.permitWrites(consent) }
    try await session.engine.cancel(
      job, dropOn: target, releaseOn: Side.allCases.compactMap { session.cluster($0)?.cluster })
  }

  /// Whether there is a collection that the job surely made, or one that is kept, whoever made it.
  private func hasCollection(_ status: JobStatus, _ use: TargetUse?) -> Bool {
    (keep || use == .create) && status.phase > .create && status.state != .successful
  }

  private func decide(
    about status: JobStatus, _ use: TargetUse?, in session: ShellSession
  ) async throws -> Bool {
    if drop, use != .create {
      throw UsageError(
        .invalidValue, "target:\(status.target) was there before job \(job), which cannot drop it",
        hint: "cancel \(job) --keep")
    }
    guard hasCollection(status, use), !keep, !drop else { return drop }
    let holds = "target:\(status.target) holds \(Figures.count(status.done)) entities"
    let answer = try await session.ask(
      "\(holds). [k]eep or [d]rop it? ", insteadOf: "--keep, or with --drop --yes")
    switch answer.lowercased() {
    case "k", "keep": return false
    case "d", "drop": return true
    default:
      throw UsageError(.declined, "neither keep nor drop was chosen, job \(job) is as it was")
    }
  }

  private func confirmDrop(of status: JobStatus, in session: ShellSession) async throws {
    let name = status.target.name
    let holds = Figures.count(status.done)
    await session.console.note(
      "target:\(status.target) on \(status.targetLabel) holds \(holds) entities. "
        + "This cannot be undone.")
    try await session.confirm("Type its name to drop it: ", byTyping: name.text, yes: yes)
  }
}
