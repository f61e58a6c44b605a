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
    guard !options.words.isEmpty else { return await loop(standardInput()) }
    let (dispatcher, words) = (Dispatcher(session: session), options.words)
    return await leave(after: await guarding.run { await dispatcher.run(words: words) })
  }

  /// The script that was named; standard input is only read as a whole to be checked.
  private func script(_ standardInput: () -> ScriptLineSource) async throws -> Script? {
    if let text = options.command { return try Script(text: text, name: "-c") }
    if let file = options.file, file != "-" {
      return try Script(file: file, in: FileManager.default.currentDirectoryPath)
    }
    guard options.checkScript, options.words.isEmpty else { return nil }
    let source = standardInput()
    var text = ""
    while case .line(let line, _) = await source.nextLine(prompt: Prompt(""), continuation: false) {
      text += line + "\n"
    }
    return try Script(text: text, name: "standard input")
  }

  private func check(_ script: Script) async -> ExitStatus {
    let reports = ScriptCheck.reports(on: script, arguments: options.words, in: session)
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
