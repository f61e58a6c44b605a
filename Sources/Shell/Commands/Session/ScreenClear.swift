package import ArgumentParser

/// The command `clear`.
package struct ScreenClear: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "clear", abstract: "Clear the screen, as Ctrl-L does.")
  package static let examples = [Example("clear", "nothing else is changed")]
  package static let seeAlso = ["topic keys"]
  package static let replay = Replay.unrecorded

  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    await session.console.clear()
    return .nothing
  }
}
