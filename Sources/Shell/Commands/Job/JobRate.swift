public import ArgumentParser
public import MigrationEngine
internal import MilvusClient

/// The command `rate JOB SIZE/s|off`.
package struct JobRate: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "rate", abstract: "Limit what a running job writes a second, or lift the limit.")
  package static let examples = [
    Example("rate 1 4MB/s", "while others need the target; the lowest counts for all its jobs"),
    Example("rate 1 off", "as fast as the target takes it"),
  ]
  package static let seeAlso = ["resume", "status", "topic jobs"]
  package static let rehearsal = Rehearsal.isTold
  package static let replay = Replay.asRemark

  @Argument(help: ArgumentHelp("Number of the job.", valueName: "job"), completion: .names(.jobs))
  package var job: JobID
  @Argument(help: ArgumentHelp("A size a second, or off.", valueName: "size/s"))
  package var rate: RateChoice
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    if let process = session.engine.otherProcess {
      var request = ControlRequest(deed: .rate, job: job.rawValue)
      request.bytesPerSecond = rate.bytesPerSecond
      try await session.steer(request, by: process)
    } else {
      try await session.engine.limit(job, to: rate.bytesPerSecond)
    }
    let limit =
      rate.bytesPerSecond.map { "writes at most \(Figures.byteRate($0))" }
      ?? "has no limit of its own"
    return CommandResult(Acknowledgement(done: ["[\(job)] \(limit)"]))
  }
}

extension RateChoice: ExpressibleByArgument {
  /// Reads a rate with its unit, or `off`.
  public init?(argument: String) {
    if argument == "off" {
      self = .off
    } else {
      guard let rate = ByteRate(argument: argument) else { return nil }
      self = .limit(bytesPerSecond: rate.bytesPerSecond)
    }
  }
}
