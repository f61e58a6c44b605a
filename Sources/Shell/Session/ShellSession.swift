package import Logging
package import MigrationEngine
package import MilvusClient
internal import Synchronization

/// What a session begins with.
package struct SessionStart: Sendable {
  /// What `set` shows and changes.
  package var settings = Settings()
  /// What `--variable` defined.
  package var variables: [String: String] = [:]
  /// Whether every question about a change is answered with yes.
  package var agreesToAll = false
  /// Whether progress and notices are not wanted.
  package var isQuiet = false
  /// Whether each command is shown before it is run.
  package var traces = false
  /// How long nothing of an index may move while it is waited for.
  ///
  /// 10 min: what is indexed counts by whole segments, and a full one takes minutes on few cores.
  package var indexPatience = Duration.seconds(600)

  /// The start of a session without options.
  package init() {}
}

/// The session that is handed to every command: connections, settings, variables, engine, console.
package final class ShellSession: Sendable {
  /// The only way to the terminal.
  package let console: Console
  /// Keeps clients open beyond the command that opened them.
  package let connections: ConnectionHost<MilvusAccess, MilvusClient>
  /// The names that TAB and "did you mean" know.
  package let names: NameCache
  /// The commands of this and earlier sessions.
  package let history: History
  /// Keeps the commands as a script that does the same again.
  let recorder = Recorder()
  /// Where is told what may explain a failure.
  let logger: Logger
  /// Whoever answers questions; nil if nobody does.
  package let answerer: (any Answerer)?
  /// The process's environment.
  package let environment: [String: String]
  /// Where the journal and the history are kept.
  package let stateFolder: String
  /// Where lies what Spark needs while it copies.
  let sparkFolders: SparkFolders
  /// The places that have names.
  package let profiles: ProfileFile
  /// Whether `-y` was given at the start.
  package let agreesToAll: Bool
  /// Whether `-q` was given at the start.
  package let isQuiet: Bool
  /// How long nothing of an index may move while it is waited for.
  let indexPatience: Duration
  /// All commands.
  package let tree: CommandTree
  /// An element, once, when the first job was started.
  package let jobStarts: AsyncStream<Void>
  /// The engine, once, when the first command has asked for it.
  package let engineStarts: AsyncStream<Engine>

  private let state: Mutex<SessionState>
  private let engineStarted: AsyncStream<Engine>.Continuation
  private let jobStarted: AsyncStream<Void>.Continuation

  /// Makes a session with nothing open; creates no file and asks no server.
  package init(
    console: Console, start: SessionStart = SessionStart(),
    environment: [String: String] = [:], stateFolder: String, configFolder: String? = nil,
    history: History, tree: CommandTree, answerer: (any Answerer)? = nil,
    events: EventLog? = nil, logger: Logger = .silent
  ) {
    self.console = console
    self.logger = logger
    self.environment = environment
    self.stateFolder = stateFolder
    sparkFolders = SparkFolders(in: stateFolder)
    profiles = ProfileFile(path: configFolder.map { $0 + "/profiles.yaml" })
    self.answerer = answerer
    self.history = history
    self.tree = tree
    agreesToAll = start.agreesToAll
    isQuiet = start.isQuiet
    indexPatience = start.indexPatience
    connections = ConnectionHost { access, body in
      try await withMilvusClient(access, body)
    }
    names = NameCache()
    state = Mutex(
      SessionState(
        settings: start.settings, variables: start.variables, traces: start.traces,
        events: events))
    (jobStarts, jobStarted) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    (engineStarts, engineStarted) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// The engine; made at the first call, which opens nothing yet.
  package var engine: Engine {
    let (engine, isNew) = state.withLock { state in
      if let engine = state.engine { return (engine, false) }
      let engine = Engine(stateFolder: stateFolder)
      state.engine = engine
      return (engine, true)
    }
    if isNew { engineStarted.yield(engine) }
    return engine
  }

  /// The engine if a command has asked for it.
  package var startedEngine: Engine? {
    state.withLock { $0.engine }
  }

  /// Ends the notices of jobs, of which those on their way still come.
  func endNotices() {
    engineStarted.finish()
    startedEngine?.endNotices()
  }

  /// Says that this process has jobs, which others may want to steer.
  package func announceJobs() { jobStarted.yield() }

  /// Where everything that happens is told; nil if nobody wants to know.
  var events: EventLog? {
    state.withLock { $0.events }
  }

  /// What `set` shows and changes.
  package var settings: Settings {
    get { state.withLock { $0.settings } }
    set { state.withLock { $0.settings = newValue } }
  }

  /// The view that follows jobs in the foreground.
  package var foreground: Foreground? {
    get { state.withLock { $0.foreground } }
    set { state.withLock { $0.foreground = newValue } }
  }

  /// The jobs that were started in the background, oldest first.
  package var background: [JobID] {
    state.withLock { $0.background }
  }

  /// Whether something happened to a job that the user has not looked at; `!` in the prompt.
  package var wantsAttention: Bool {
    get { state.withLock { $0.wantsAttention } }
    set { state.withLock { $0.wantsAttention = newValue } }
  }

  /// Reads and changes the state in one step.
  func update<Result, Failure: Error>(
    _ body: (inout SessionState) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try state.withLock { state throws(Failure) in try body(&state) }
  }
}
