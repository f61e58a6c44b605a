/// The program: reads its arguments, builds a session, runs what was asked for.
package struct Program: Sendable {
  private let options: StartOptions
  private let session: ShellSession
  private let mailbox: Mailbox
  private let interrupts: Interrupts

  /// Runs the program, given its arguments without its own name, and returns its exit status.
  package static func run(arguments: [String], environment: [String: String]) async -> Int32 {
    let console = Console.standard(screen: .current(environment: environment))
    do {
      if let answer = try immediateAnswer(to: arguments) {
        await console.result(answer + "\n")
        return ExitStatus.done.rawValue
      }
      let options = try StartOptions.parse(words: arguments)
      let program = try Program(options: options, console: console, environment: environment)
      return await program.run().rawValue
    } catch {
      await console.report(Report(error))
      return ExitStatus(error).rawValue
    }
  }

  private init(
    options: StartOptions, console: Console, environment: [String: String]
  ) throws(UsageError) {
    self.options = options
    mailbox = Mailbox()
    interrupts = Interrupts(mailbox: mailbox)
    let places = Places(environment: environment)
    session = ShellSession(
      console: console, start: try options.sessionStart(), environment: environment,
      stateFolder: places.stateFolder,
      history: History(
        path: options.noHistory ? nil : places.historyFile, directory: places.directory),
      answerer: Screen.inputIsTerminal
        ? TerminalAnswerer(mailbox: mailbox, interrupts: interrupts) : nil)
  }

  /// What can be answered before anything is built: `--version`, `--help`.
  private static func immediateAnswer(to arguments: [String]) throws(UsageError) -> String? {
    switch arguments.first {
    case "--version": "vecferry \(Version.text)"
    case "--help", "-h": HelpPage(start: CommandInfo(StartOptions.self)).text
    default: nil
    }
  }

  /// The connections, the notices of jobs and the names for TAB are served beside the commands.
  private func run() async -> ExitStatus {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await session.connections.run() }
      group.addTask { await NoticePump(session: session, mailbox: mailbox).run() }
      group.addTask { await NameRefresher(session: session).run() }
      let status = await runCommands()
      group.cancelAll()
      return status
    }
  }

  private func runCommands() async -> ExitStatus {
    let isInteractive = options.file == nil && options.command == nil && options.words.isEmpty
    let opened = options.checkScript ? .done : await openClusters()
    let terminal = isInteractive && !options.checkScript ? terminalSource() : nil
    if let terminal {
      await greet()
      return await loop(over: terminal)
    }
    guard opened == .done else { return opened }
    let run = ProgramRun(
      options: options, session: session, guarding: guarding, hasToLeave: hasToLeave)
    return await run.run(
      standardInput: {
        ScriptLineSource(
          standardInputNamed: "standard input", mailbox: mailbox, interrupts: interrupts)
      }, loop: loop)
  }

  /// Connects the clusters of `--source` and `--target`, up to the first failure.
  ///
  /// Only a person at a terminal takes what they say for a result: a program wants its own alone.
  private func openClusters() async -> ExitStatus {
    let isForPeople = options.output == .table && session.console.screen.resultsAreTerminal
    for (side, place) in [("source", options.source), ("target", options.target)] {
      guard let place else { continue }
      let dispatcher = Dispatcher(session: session, showsResultsAsNotes: !isForPeople)
      let outcome = await guarding.run { await dispatcher.run(words: ["connect", side, place]) }
      guard outcome.status == .done else { return outcome.status }
    }
    return .done
  }

  private var guarding: CommandGuard {
    CommandGuard(session: session) { [interrupts] in interrupts.signals() }
  }

  private func terminalSource() -> TerminalLineSource? {
    TerminalLineSource(
      program: "vecferry", mailbox: mailbox, interrupts: interrupts, history: session.history,
      completer: ShellCompleter(session: session),
      usesColour: session.console.screen.usesColor(options.color, on: .messages))
  }

  private func greet() async {
    guard !session.isQuiet else { return }
    await session.console.note("vecferry \(Version.text) · type help, or connect source PLACE")
  }

  private func loop(over source: any LineSource) async -> ExitStatus {
    await ShellLoop(
      session: session, source: source, mailbox: mailbox, guarding: guarding,
      hasToLeave: hasToLeave
    ).run()
  }

  private var hasToLeave: @Sendable () -> ExitStatus? {
    { [interrupts] in interrupts.termination.map { ExitStatus(rawValue: 128 + $0) } }
  }
}
