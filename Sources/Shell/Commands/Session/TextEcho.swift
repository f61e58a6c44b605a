package import ArgumentParser

/// The command `echo [WORD…]`.
package struct TextEcho: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "echo", abstract: "Print words after variables are replaced.")
  package static let examples = [
    Example("echo copying $COPY", "the value of a variable in a text"),
    Example("echo '$COPY'", "single quotes keep the dollar sign"),
  ]
  package static let seeAlso = ["let", "topic quoting"]

  @Argument(help: "Any text.")
  package var words: [String] = []
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    CommandResult(TextScreen(text: words.joined(separator: " ")))
  }
}
