internal import Logging

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The program: reads its arguments, builds a session, runs what was asked for.
package struct Program: Sendable {
  private let options: StartOptions
  private let session: ShellSession
  private let noticeBox: NoticeBox
  private let interrupts: Interrupts
  private let places: Places

  /// Runs the program, as the process was started, and returns its exit status.
  package static func run() async -> Int32 {
    ProcessSurroundings.keepFreedMemory()
    ProcessSurroundings.openStandardDescriptors()
    var console = Console.standard(screen: .current(environment: [:]))
    do {
      let surroundings = try ProcessSurroundings.read()
      let environment = surroundings.environment
      console = Console.standard(screen: .current(environment: environment))
      switch try StartWish(words: surroundings.arguments) {
      case .answer(let text):
        try await console.result(text + "\n")
        return ExitStatus.done.rawValue
      case .completion(let line):
        let session = ShellSession(
          console: console, environment: environment, stateFolder: Places.nowhere,
          history: History(path: nil, directory: "/"), tree: .standard)
        try await console.result(CompletionScript.answer(to: line, in: session))
        return ExitStatus.done.rawValue
      case .work:
        try await WorkerProgram.run(environment: environment)
        return ExitStatus.done.rawValue
      case .start(let options):
        await console.speak(json: options.output.isJSON)
        var log: LogFile?
        if let path = options.log { log = try LogFile(path) }
        LogFile.receive(options.logLevel, into: log)
        let program = try Program(options: options, console: console, environment: environment)
        let status = await program.run()
        if let loss = log?.loss { await console.note(loss) }
        return status.rawValue
      }
    } catch {
      await console.report(Report(error))
      return ExitStatus(error).rawValue
    }
  }

  private init(
    options: StartOptions, console: Console, environment: [String: String]
  ) throws(UsageError) {
    self.options = options
    // Before signals are handled: they end the wait for the reader of a pipe.
    var events: EventLog?
    if let path = options.events { events = try EventLog(path, console: console) }
    noticeBox = NoticeBox()
    interrupts = Interrupts(noticeBox: noticeBox)
    places = Places(environment: environment)
    session = ShellSession(
      console: console, start: try options.sessionStart(), environment: environment,
      stateFolder: places.stateFolder ?? Places.nowhere, configFolder: places.configFolder,
      history: History(
        path: options.noHistory ? nil : places.historyFile, directory: places.directory),
      tree: .standard,
      answerer: Screen.inputIsTerminal
        ? TerminalAnswerer(noticeBox: noticeBox, interrupts: interrupts) : nil,
      events: events, logger: Logger(label: "vecferry.shell"))
  }

  /// The session from its first event to its last.
  private func run() async -> ExitStatus {
    await session.events?.note(
      .sessionStarted, ["version": .string(Version.text), "directory": .string(places.directory)])
    let start = ContinuousClock.now
    let status = await serve()
    await session.events?.note(
      .sessionFinished,
      [
        "status": .integer(Int64(status.rawValue)),
        "seconds": .number(Figures.seconds(start.duration(to: .now))),
      ])
    return status
  }

  /// The connections, the notices of jobs and the names for TAB are served beside the commands.
  private func serve() async -> ExitStatus {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await session.connections.run() }
      group.addTask { await NameRefresher(session: session).run() }
      group.addTask { await EventSampler(session: session).run() }
      group.addTask { await session.sweepLocalFolders() }
      async let notices: Void = NoticePump(session: session, noticeBox: noticeBox).run()
      let status = await ControlDesk(session: session).serving { await runCommands() }
      await session.stopLocalServers()
      await session.sparkFolders.removeAll()
      session.endNotices()
      await notices
      group.cancelAll()
      return status
    }
  }

  private func runCommands() async -> ExitStatus {
    let isInteractive = options.file == nil && options.command.isEmpty && options.words.isEmpty
    let terminal = isInteractive && !options.checkScript ? terminalSource() : nil
    if terminal != nil {
      await greet()
      await runStartFile()
    }
    let opened = options.checkScript ? .done : await openClusters()
    if let terminal { return await loop(over: terminal) }
    guard opened == .done else { return opened }
    let run = ProgramRun(
      options: options, session: session, guarding: guarding, hasToLeave: hasToLeave)
    return await run.run(
      standardInput: {
        ScriptLineSource(
          standardInputNamed: "standard input", noticeBox: noticeBox, interrupts: interrupts)
      }, loop: loop)
  }

  /// Runs the commands that the user wants at the beginning of each session at a prompt.
  ///
  /// What fails there is named by file and line, and the session begins all the same.
  private func runStartFile() async {
    guard !options.noRc, let path = places.startFile,
      FileManager.default.fileExists(atPath: path)
    else { return }
    do {
      let script = try await Script(file: path, in: "/")
      var wishes = ScriptRunner.Options()
      wishes.keepsGoing = true
      let runner = ScriptRunner(session: session, options: wishes)
      _ = await guarding.run { await runner.replay(script) }
    } catch {
      await session.console.report(Report(error))
    }
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
      program: "vecferry", noticeBox: noticeBox, interrupts: interrupts, history: session.history,
      completer: ShellCompleter(session: session),
      usesColour: session.console.screen.usesColor(options.color, on: .messages))
  }

  private func greet() async {
    guard !session.isQuiet else { return }
    let next = options.source == nil ? ", or connect source" : ""
    await session.console.note("vecferry \(Version.text) · type help\(next)")
    guard session.stateFolder == Places.nowhere else { return }
    await session.console.note(
      "neither HOME nor XDG_STATE_HOME is set: no history is kept, and no job can be started")
  }

  private func loop(over source: any LineSource) async -> ExitStatus {
    await ShellLoop(
      session: session, source: source, noticeBox: noticeBox, guarding: guarding,
      hasToLeave: hasToLeave
    ).run()
  }

  private var hasToLeave: @Sendable () -> ExitStatus? {
    { [interrupts] in interrupts.termination.map { ExitStatus(rawValue: 128 + $0) } }
  }
}
