internal import TestSupport
internal import Testing

@testable internal import Shell

/// The examples of help, run: for real where no server is needed, else up to the cluster that is missing.
@Suite(.timeLimit(.minutes(5))) struct ExampleRunTests {
  /// What needs a file or a cluster, though it belongs to the session.
  private static let dependent = ["run", "time", "watch"]
  /// What would reach out into the network, or never end.
  private static let reaching = ["connect", "login", "watch"]
  /// What is wrong with a line itself, wherever it is typed.
  private static let mistakes: [UsageError.Code] = [
    .unknownCommand, .ambiguousCommand, .unknownOption, .missingArgument, .invalidValue,
    .unexpectedArgument, .badSyntax, .unsetVariable, .confirmationNeeded, .secretNeeded, .badText,
    .readOnly, .scriptNesting, .unknownTopic, .wrongPlace,
  ]

  private static let ownNames = CommandTree.sessionCommands.map { $0.name }
    .filter { !dependent.contains($0) }
  private static let names = CommandTree.standard.commands.map { $0.name }
    .filter { !reaching.contains($0) }

  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  /// A session that has what examples speak of.
  private func session() async throws -> RecordedSession {
    let recorded = RecordedSession(
      variables: ["COPY": "docs_2026", "FILTER": "year > 2020"],
      answerer: FixedAnswerer(line: "y"), configFolder: scratch.path(of: "config"),
      stateFolder: scratch.path(of: "state"), tree: .standard)
    _ = try await recorded.run("shortcut lc list collections")
    return recorded
  }

  @Test(arguments: ownNames)
  func `an example that needs no server does what it says`(name: String) async throws {
    for example in try examples(of: name) {
      let recorded = try await session()
      // Nothing is written where the tests run.
      let outcome = try await recorded.session.rehearsing(true) {
        try await recorded.run(example.line)
      }
      #expect(
        outcome.status == .done || outcome.leaves, "\(example.line): \(recorded.outputs.messages)")
    }
  }

  @Test(arguments: names)
  func `an example fails for no other reason than what is missing here`(name: String) async throws {
    for example in try examples(of: name) {
      let recorded = try await session()
      _ = try await recorded.session.rehearsing(true) { try await recorded.run(example.line) }
      let messages = recorded.outputs.messages
      for mistake in Self.mistakes {
        #expect(!messages.contains(mistake.text), "\(example.line): \(messages)")
      }
    }
  }

  private func examples(of name: String) throws -> [Example] {
    let words = name.split(separator: " ").map(String.init)
    return try #require(CommandTree.standard.command(named: words)).examples
  }
}
