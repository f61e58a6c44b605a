package import ArgumentParser
internal import Foundation

/// The command `watch [-n SECONDS] COMMAND`.
package struct CommandWatch: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Run a command again and again, until Ctrl-C or a failure.")
  package static let examples = [
    Example("watch jobs", "every two seconds"),
    Example("watch -n 10 count target:docs_v1", "every ten"),
    Example("watch --count 3 -n 1 list collections -o jsonl", "three times"),
  ]
  package static let seeAlso = ["time", "wait", "status"]

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp("Seconds between two runs.", valueName: "seconds"))
  package var interval = Seconds(2)
  @Option(help: ArgumentHelp("End after so many runs.", valueName: "count"))
  package var count: Int?
  @OptionGroup package var common: CommonOptions
  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Command with its arguments.", valueName: "command"))
  package var words: [String]

  package init() {}

  package func validate() throws {
    if let count, count < 1 { throw ValidationError("--count takes a number from 1") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    try await Pager.$isWelcome.withValue(false) { try await rounds(in: session) }
  }

  private func rounds(in session: ShellSession) async throws -> CommandResult {
    var turn = 0
    while true {
      turn += 1
      await session.console.clear()
      if !common.quiet {
        let pause = Figures.duration(interval.duration)
        await session.console.note(
          "\(Figures.moment(Date()))  every \(pause): \(Quoting.line(Scrubber.scrubbed(words)))")
      }
      let outcome = await session.perform(words)
      let isOver = outcome.leaves || turn == count || ![.done, .differs].contains(outcome.status)
      // Ctrl-C is how it is ended.
      guard !Task.isCancelled else { return .nothing }
      guard !isOver else {
        return CommandResult(nil, status: outcome.status, leaves: outcome.leaves)
      }
      do {
        try await Task.sleep(for: interval.duration)
      } catch {
        return .nothing
      }
    }
  }
}
