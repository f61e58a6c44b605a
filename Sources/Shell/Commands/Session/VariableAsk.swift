package import ArgumentParser

/// The command `ask NAME PROMPT`.
package struct VariableAsk: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask for the value of a variable, in a script too, unless it has one.")
  package static let examples = [
    Example("ask COPY 'Name of the copy'", "asks once; with -v COPY=docs_2026 not at all"),
    Example("ask COPY 'Name of the copy' --default docs_2026", "Enter takes the default"),
  ]
  package static let seeAlso = ["let", "confirm", "topic scripts"]
  package static let isPreparation = true

  @Argument(help: "Name of the variable.", completion: .names(.variables))
  package var name: String
  @Argument(help: "Question, without a colon.")
  package var prompt: String
  @Option(
    name: .customLong("default"),
    help: ArgumentHelp("Value where nothing is typed, or nobody can be asked.", valueName: "value"))
  package var fallback: String?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    guard VariableName.isValid(name) else {
      throw ValidationError("\"\(name)\" is no name of a variable")
    }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    guard session.variables[name] == nil else { return .nothing }
    let typed = try await answer(in: session)
    guard let value = typed.isEmpty ? fallback : typed else {
      throw UsageError(.declined, "nothing was typed, \(name) has no value")
    }
    session.setVariable(name, to: value)
    return .nothing
  }

  private func answer(in session: ShellSession) async throws -> String {
    guard let answerer = session.answerer else {
      if fallback != nil { return "" }
      throw UsageError(
        .confirmationNeeded, "\"\(prompt)\" cannot be asked here",
        hint: "say it beforehand, as in: let \(name) docs_2026")
    }
    let choice = fallback.map { " [\($0)]" } ?? ""
    return try await answerer.answer(to: "\(prompt)\(choice): ")
      .requireLine(otherwise: "\(name) has no value")
  }
}
