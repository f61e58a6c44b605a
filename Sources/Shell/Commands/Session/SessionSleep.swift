package import ArgumentParser

/// The command `sleep SECONDS`.
package struct SessionSleep: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "sleep", abstract: "Do nothing for some seconds.")
  package static let examples = [
    Example("sleep 0.5", "half a second"), Example("sleep 1", "Ctrl-C ends it"),
  ]
  package static let seeAlso = ["watch", "wait"]

  @Argument(help: "How long.")
  package var seconds: Seconds
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    try await Task.sleep(for: seconds.duration)
    return .nothing
  }
}
