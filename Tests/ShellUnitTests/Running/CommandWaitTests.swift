internal import ArgumentParser
internal import MigrationEngine
internal import Synchronization
internal import Testing

@testable internal import Shell

/// What is said and done while a command waits.
@Suite(.timeLimit(.minutes(5)))
struct CommandWaitTests {
  /// `stall`: waits for the target until it is cancelled.
  private struct Stall: ShellCommand {
    static let configuration = CommandConfiguration(commandName: "stall", abstract: "Stall.")
    static let examples = [Example("stall", "for ever")]
    static let seeAlso: [String] = []

    @OptionGroup var common: CommonOptions

    func run(in session: ShellSession) async throws -> CommandResult {
      try await naming(.target) { try await Task.sleep(for: .seconds(3600)) }
      return .nothing
    }
  }

  private let terminal = Screen(
    resultsAreTerminal: true, errorsAreTerminal: true, welcomesColor: false, fixedWidth: 80)

  @Test func `a timeout ends the command and says what it waited for`() async throws {
    let recorded = RecordedSession(tree: CommandTree([Stall.self]))
    #expect(try await recorded.run("stall --timeout 0.2").status == .unreachable)
    #expect(
      recorded.outputs.messages == """
        error: stall was given up after 0.2 s while it waited for the target
        hint:  give it longer: --timeout 60, or leave it out
        code:  target.timedOut

        """)
  }

  @Test func `after two seconds a person is told what is waited for, and nothing stays`()
    async throws
  {
    let recorded = RecordedSession(screen: terminal, tree: CommandTree([Stall.self]))
    _ = try await recorded.run("stall --timeout 12")
    #expect(recorded.outputs.messages.contains(/waiting for the target, [0-9]+ s\n/))
    let shown = recorded.outputs.messages.split(separator: "\u{1B}[J").last
    #expect(shown?.hasPrefix("error: stall was given up") == true)
  }

  @Test func `a quiet command says nothing of it`() async throws {
    let recorded = RecordedSession(screen: terminal, tree: CommandTree([Stall.self]))
    _ = try await recorded.run("stall -q --timeout 2.7")
    #expect(!recorded.outputs.messages.contains("waiting"))
  }

  @Test func `running and waiting jobs are counted apart`() {
    #expect(Departure.sentence(running: 1, waiting: 0) == "1 job is running.")
    #expect(Departure.sentence(running: 2, waiting: 1) == "2 jobs are running, 1 waits for a turn.")
  }
}
