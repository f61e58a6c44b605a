package import ArgumentParser

/// The command `time COMMAND`.
package struct CommandTime: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "time", abstract: "Run a command and print the time that it took.")
  package static let examples = [
    Example("time count docs_v1", "the result, and then the time"),
    Example("time list collections -o json", "the time goes to standard error"),
  ]
  package static let seeAlso = ["set", "watch"]

  @OptionGroup package var common: CommonOptions
  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Command with its arguments.", valueName: "command"))
  package var words: [String]

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let start = ContinuousClock.now
    let outcome = await session.perform(words)
    await session.console.note("took \(Figures.roundTrip(start.duration(to: .now)))")
    return CommandResult(nil, status: outcome.status, leaves: outcome.leaves)
  }
}
