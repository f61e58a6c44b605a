#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a program does that nobody types lines for: a script, commands, one command, a pipe.
struct ProgramRun: Sendable {
  let options: StartOptions
  let session: ShellSession
  let guarding: CommandGuard
  /// The status to end with if a signal has told the process to end.
  let hasToLeave: @Sendable () -> ExitStatus?

  /// Runs it and returns the exit status.
  func run(
    standardInput: () -> ScriptLineSource, loop: (any LineSource) async -> ExitStatus
  ) async -> ExitStatus {
    do {
      if let script = try await script(standardInput) {
        return options.checkScript ? await check(script) : await replay(script)
      }
    } catch {
      await session.console.report(Report(error), asJSON: options.output.isJSON)
      return ExitStatus(error)
    }
    guard options.file == nil, !options.words.isEmpty else { return await loop(standardInput()) }
    let (dispatcher, words) = (Dispatcher(session: session), options.words)
    return await leave(after: await guarding.run { await dispatcher.run(words: words) })
  }

  /// The script that was named; standard input is only read as a whole to be checked.
  private func script(_ standardInput: () -> ScriptLineSource) async throws -> Script? {
    if !options.command.isEmpty { return try Script(texts: options.command, name: "-c") }
    if let file = options.file, file != "-" {
      return try await Script(file: file, in: FileManager.default.currentDirectoryPath)
    }
    if options.file == nil, options.checkScript, !options.words.isEmpty {
      return try Script(text: Quoting.line(options.words), name: "the command")
    }
    // With arguments, or from a line on, it is a script like any other; else lines run as they come.
    let isWhole = options.checkScript || options.file != nil && !options.words.isEmpty
    guard isWhole || options.from != nil else { return nil }
    let source = standardInput()
    var text = ""
    while true {
      switch await source.nextLine(prompt: Prompt(""), continuation: false) {
      case .line(let line, _): text += line + "\n"
      case .unreadable(let error, let place):
        guard let place else { throw error }
        throw ScriptError(error: error, place: place)
      case .interrupted, .terminated: throw CancellationError()
      case .end: return try Script(text: text, name: "standard input")
      }
    }
  }

  private func check(_ script: Script) async -> ExitStatus {
    let isCommand = options.file == nil && options.command.isEmpty
    let reports = ScriptCheck.reports(
      on: script, arguments: isCommand ? [] : options.words, in: session)
    for report in reports {
      await session.console.report(report, asJSON: options.output.isJSON)
    }
    return reports.isEmpty ? .done : .usage
  }

  private func replay(_ script: Script) async -> ExitStatus {
    var wishes = ScriptRunner.Options()
    wishes.from = options.from ?? 1
    wishes.keepsGoing = options.keepGoing
    wishes.arguments = options.words
    wishes.isProgram = true
    if let file = options.file, file != "-" {
      let variables = options.variable.flatMap { ["-v", $0] }
      let words = options.words
      wishes.again = { line in
        Quoting.line(
          Scrubber.scrubbed(["vecferry"] + variables + ["--from", "\(line)", "-f", file] + words))
      }
    }
    let runner = ScriptRunner(session: session, options: wishes)
    return await leave(after: await guarding.run { await runner.replay(script) })
  }

  private func leave(after outcome: Dispatcher.Outcome) async -> ExitStatus {
    let departure = Departure(session: session, guarding: guarding)
    guard let status = hasToLeave() else {
      return await departure.leaveUnasked(with: outcome.status)
    }
    return await departure.terminate(
      otherwise: outcome.status == .stopped ? .stopped : status)
  }
}
