package import ArgumentParser

/// The command `!COMMAND`.
package struct SystemRun: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "!", abstract: "Run the rest of the line in the system's shell.")
  package static let examples = [
    Example("!date", "nothing but a line for /bin/sh"),
    Example("!ls *.vecferry | head -5", "pipes and patterns are its own"),
  ]
  package static let seeAlso = ["run", "topic quoting"]
  package static let rehearsal = Rehearsal.isTold

  @Argument(help: "Line for /bin/sh, up to its end.")
  package var line: String
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let status = ExitStatus(rawValue: await SystemLine(text: line).run())
    if status == .interrupted, session.console.screen.errorsAreTerminal {
      await session.console.note("")  // The terminal has written ^C, and no end of line.
    }
    return .status(status)
  }
}
