package import ArgumentParser

/// The command `confirm TEXT`.
package struct ConsentAsk: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "Ask for a yes, in a script too; a no is a failure.")
  package static let examples = [
    Example("confirm 'Drop the trial?' --yes", "nothing is asked, as with vecferry -y"),
    Example("confirm 'Go on?' && echo on", "goes on after a yes only"),
  ]
  package static let seeAlso = ["ask", "topic scripts"]
  package static let rehearsal = Rehearsal.runsBeforeChanges

  @Argument(help: "Question.")
  package var question: String
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    guard !yes, !session.agreesToAll else { return .nothing }
    guard let answerer = session.answerer else {
      throw UsageError(.confirmationNeeded, "\"\(question)\" cannot be asked here")
    }
    let answer = try await answerer.answer(to: "\(question) [y/N] ")
      .requireLine(otherwise: "not confirmed")
    guard ["y", "yes"].contains(answer.lowercased()) else {
      throw UsageError(.declined, "not confirmed")
    }
    session.recorder.note(.agreed)
    return .nothing
  }
}
