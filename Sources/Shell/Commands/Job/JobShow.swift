package import ArgumentParser
package import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The command `status [JOB]`.
package struct JobShow: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how far jobs are, or everything about one.")
  package static let examples = [
    Example("status", "all jobs, a row each"), Example("status 1", "everything about job 1"),
    Example("status 1 --follow", "watch it until it stops; Ctrl-C stops watching only"),
    Example("status 1 --rejects", "the entities that the target refused, with its words"),
    Example("status 1 --report job1.html", "also writes a page about it, to be attached"),
  ]
  package static let seeAlso = ["jobs", "fg", "wait"]
  package static let rehearsal = Rehearsal.runsBeforeChanges
  package static let replay = Replay.asRemark

  @Argument(
    help: ArgumentHelp("Number of the job; all jobs if left out.", valueName: "job"),
    completion: .names(.jobs))
  package var job: JobID?
  @Flag(help: "Watch the job until it stops.")
  package var follow = false
  @Flag(help: "List the entities that the target refused.")
  package var rejects = false
  @Option(
    help: ArgumentHelp(
      "Write a report about the job: an HTML page (.html) or JSON (.json).", valueName: "file"),
    completion: .file())
  package var report: String?
  @Flag(name: .shortAndLong, help: "Replace an existing report without asking.")
  package var yes = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    if rejects, follow { throw ValidationError("--rejects and --follow exclude each other") }
    guard let report else { return }
    if job == nil { throw ValidationError("--report needs the number of a job") }
    if ReportForm(path: report) == nil {
      throw ValidationError("the name of a report ends in .html or .json")
    }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    session.wantsAttention = false
    guard let job, let report, let form = ReportForm(path: report) else {
      return try await show(in: session)
    }
    let file = try await ReportFile.prepare(
      report, as: "report of job \(job)", in: session, yes: yes)
    let result = try await show(in: session)
    let known = try await session.engine.report(of: job)
    let text = ReportDocument(report: known, writtenAt: Date()).text(as: form)
    try await file.write(text, notedIn: session, isQuiet: common.quiet)
    return result
  }

  private func show(in session: ShellSession) async throws -> CommandResult {
    if follow {
      let watched = try await session.job(job) { !$0.state.isEnded }
      _ = try await JobWatch(session: session, isQuiet: common.quiet).watch([watched])
      return CommandResult(JobScreen(job: try await session.engine.status(of: watched)))
    }
    if rejects { return try await showRejects(in: session) }
    guard let job else {
      return CommandResult(
        JobTable(
          jobs: try await session.engine.jobs(), loads: await session.leftLoads(),
          properties: session.engine.abandonedProperties()))
    }
    return CommandResult(JobScreen(job: try await session.engine.status(of: job)))
  }

  /// The entities that were refused of the job that is named, or of the only one that there is.
  private func showRejects(in session: ShellSession) async throws -> CommandResult {
    let status: JobStatus
    if let job {
      status = try await session.engine.status(of: job)
    } else {
      let jobs = try await session.engine.jobs()
      guard let only = jobs.first, jobs.count == 1 else {
        throw UsageError(
          .missingArgument, "--rejects needs the number of a job",
          hint: "jobs shows all jobs")
      }
      status = only
    }
    return CommandResult(
      RejectScreen(job: status, rejects: try await session.engine.rejects(of: status.id)))
  }
}
