package import ArgumentParser

/// The command `exit [STATUS]` or `quit`.
package struct ShellExit: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "exit", abstract: "Leave; asks what becomes of running jobs.", aliases: ["quit"])
  package static let examples = [
    Example("exit", "with status 0"), Example("exit 3", "in a script: with a status of one's own"),
  ]
  package static let seeAlso = ["jobs", "pause", "topic jobs"]
  package static let replay = Replay.unrecorded
  package static let statuses: [ExitStatus] = [.stopped]

  @Argument(help: "Number from 0 to 255.")
  package var status: Int32 = 0
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    guard (0...255).contains(status) else {
      throw ValidationError("a status is a number from 0 to 255")
    }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    CommandResult(nil, status: ExitStatus(rawValue: status), leaves: true)
  }
}
