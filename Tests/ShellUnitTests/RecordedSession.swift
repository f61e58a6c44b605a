internal import Logging
internal import Synchronization

@testable internal import Shell

/// A session whose outputs are kept, with a few commands that need no cluster.
struct RecordedSession {
  let session: ShellSession
  let outputs: Outputs

  /// What was printed.
  final class Outputs: Sendable {
    private let texts = Mutex((results: "", messages: ""))

    var results: String { texts.withLock { $0.results } }
    var messages: String { texts.withLock { $0.messages } }

    func add(_ text: String, to stream: OutputStream) {
      texts.withLock { texts in
        switch stream {
        case .results: texts.results += text
        case .messages: texts.messages += text
        }
      }
    }
  }

  init(
    variables: [String: String] = [:], environment: [String: String] = [:], traces: Bool = false,
    answerer: (any Answerer)? = nil, screen: Screen = .files, configFolder: String? = nil,
    stateFolder: String = "/nonexistent", eventFile: String? = nil, logger: Logger = .silent,
    indexPatience: Duration? = nil,
    tree: CommandTree = CommandTree(FakeCommands.all + CommandTree.sessionCommands)
  ) {
    let outputs = Outputs()
    var start = SessionStart()
    start.variables = variables
    start.traces = traces
    if let indexPatience { start.indexPatience = indexPatience }
    self.outputs = outputs
    let console = Console(screen: screen) { outputs.add($0, to: $1) }
    session = ShellSession(
      console: console, start: start,
      environment: environment, stateFolder: stateFolder, configFolder: configFolder,
      history: History(path: nil, directory: "/here"),
      tree: tree, answerer: answerer,
      events: eventFile.flatMap { try? EventLog($0, console: console) }, logger: logger)
  }

  /// Runs the statements of a text one after the other and returns the last outcome.
  func run(_ text: String, allowsAbbreviations: Bool = false) async throws -> Dispatcher.Outcome {
    let dispatcher = Dispatcher(session: session, allowsAbbreviations: allowsAbbreviations)
    var outcome = Dispatcher.Outcome(.done)
    for statement in try StatementParser.statements(of: text) {
      outcome = await dispatcher.run(statement)
    }
    return outcome
  }

  /// Replays a text as the script "test.vecferry".
  func replay(
    _ text: String, options: ScriptRunner.Options = ScriptRunner.Options()
  ) async throws -> Dispatcher.Outcome {
    let script = try Script(text: text, name: "test.vecferry")
    return await ScriptRunner(session: session, options: options).replay(script)
  }
}

/// Answers every question with the same line, or with something that is none.
struct FixedAnswerer: Answerer {
  var answer: Answer

  init(line: String) { answer = .line(line) }
  init(_ answer: Answer) { self.answer = answer }

  func answer(to question: String) async -> Answer { answer }
  func secret(for question: String) async -> Answer { answer }
}
