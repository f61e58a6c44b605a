package import ArgumentParser

/// The command `history delete N|all`.
package struct HistoryDelete: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "history delete", abstract: "Delete one command of the history, or all.")
  package static let examples = [
    Example("history delete 12", "the command with that number"),
    Example("history delete all", "all commands"),
  ]
  package static let seeAlso = ["history"]
  package static let rehearsal = Rehearsal.isTold
  package static let replay = Replay.unrecorded

  @Argument(help: ArgumentHelp("Number of history, or all.", valueName: "n|all"))
  package var entry: String
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    guard entry != "all", Int(entry).map({ $0 < 1 }) ?? true else { return }
    throw ValidationError("\"\(entry)\" is neither the number of a command nor all")
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    if entry == "all" {
      try session.history.deleteAll()
    } else if let number = Int(entry) {
      guard try session.history.delete(number) else {
        throw UsageError(.notFound, "the history has no command \(number)", hint: "history")
      }
    }
    return .nothing
  }
}
