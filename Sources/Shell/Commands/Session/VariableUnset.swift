package import ArgumentParser

/// The command `unset NAME…`.
package struct VariableUnset: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Forget variables that let defined.")
  package static let examples = [
    Example("unset COPY", "$COPY is an error from now on"),
    Example("unset COPY FILTER", "several at once"),
  ]
  package static let seeAlso = ["let"]
  package static let isPreparation = true

  @Argument(help: "Variable.", completion: .names(.variables))
  package var names: [String]
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    for name in names { session.setVariable(name, to: nil) }
    return .nothing
  }
}
