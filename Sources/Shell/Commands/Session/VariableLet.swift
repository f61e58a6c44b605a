package import ArgumentParser

/// The command `let [NAME VALUE]`.
package struct VariableLet: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "let", abstract: "Define a variable.")
  package static let examples = [
    Example("let COPY docs_2026", "then $COPY stands for docs_2026"),
    Example("let FILTER 'year > 2020'", "a value with blanks"),
    Example("let LIMIT 5", "numbers are texts too"),
  ]
  package static let seeAlso = ["unset", "echo", "topic scripts", "topic quoting"]
  package static let isPreparation = true

  @Argument(
    help: "A letter or _, then letters, digits and _.", completion: .names(.variables))
  package var name: String
  @Argument(help: "Any text.")
  package var value: [String]
  @OptionGroup package var common: CommonOptions

  package init() {}

  /// The words of the value with one blank between them.
  var text: String { value.joined(separator: " ") }

  package func validate() throws {
    guard VariableName.isValid(name) else {
      throw ValidationError("\"\(name)\" is no name of a variable")
    }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    session.setVariable(name, to: text)
    return .nothing
  }
}
