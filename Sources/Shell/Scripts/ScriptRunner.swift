/// Replays a script up to its first failure.
package struct ScriptRunner: Sendable {
  /// How a script is replayed.
  package struct Options: Sendable {
    /// The line to begin at; what only prepares the session is run before it as well.
    package var from = 1
    /// Whether to go on after failures; the status is 1 then.
    package var keepsGoing = false
    /// `$1`, `$2` and so on.
    package var arguments: [String] = []
    /// What replays the script from a line on, as it has to be typed.
    package var again: (@Sendable (Int) -> String)?
    /// Whether the line to type is one of the system's shell, where nothing is connected yet.
    package var isProgram = false

    /// Replays all of it and stops at the first failure.
    package init() {}
  }

  private let session: ShellSession
  private let options: Options

  /// Makes a runner.
  package init(session: ShellSession, options: Options) {
    self.session = session
    self.options = options
  }

  /// Runs the statements in order.
  ///
  /// - Throws: `UsageError.scriptNesting`, or `.invalidValue` if it ends before the first line to run.
  package func run(_ script: Script) async throws -> Dispatcher.Outcome {
    guard options.from == 1 || script.statements.contains(where: { $0.line >= options.from }) else {
      throw UsageError(
        .invalidValue, "the script \"\(script.name)\" has no command from line \(options.from) on")
    }
    let frame = ScriptFrame(name: script.name, path: script.path, arguments: options.arguments)
    return try await session.within(frame) { await runStatements(of: script) }
  }

  /// Like `run`, but a script that cannot be begun is reported and leads to its status.
  package func replay(_ script: Script) async -> Dispatcher.Outcome {
    do {
      return try await run(script)
    } catch {
      await session.console.report(Report(error), asJSON: session.settings.output.isJSON)
      return Dispatcher.Outcome(ExitStatus(error))
    }
  }

  private func runStatements(of script: Script) async -> Dispatcher.Outcome {
    var hasFailed = false
    for (place, statement) in script.statements.enumerated() where isWanted(statement) {
      session.update { $0.told = [] }
      let outcome = await Dispatcher(session: session).run(statement, in: script.name)
      if outcome.leaves { return outcome }
      guard outcome.status != .done else { continue }
      guard options.keepsGoing || session.settings.onError == .continue, !Task.isCancelled else {
        let rest = script.statements.dropFirst(place + 1)
        await session.console.note(
          Self.stop(script.name, at: statement, before: Array(rest)), asJSON: outcome.isInJSON)
        if let way = await wayOn(after: outcome, rest.first { $0.line > statement.line }) {
          await session.console.note("to go on: \(way)", asJSON: outcome.isInJSON)
        }
        return outcome
      }
      hasFailed = true
    }
    return Dispatcher.Outcome(hasFailed ? .failed : .done)
  }

  /// What to type after jobs of the script have paused; nil if it was something else that stopped it.
  private func wayOn(after outcome: Dispatcher.Outcome, _ next: Statement?) async -> String? {
    guard outcome.status == .stopped else { return nil }
    var steps = await session.resumptions().map { options.isProgram ? "vecferry \($0)" : $0 }
    guard !steps.isEmpty else { return nil }
    if let next, let again = options.again { steps.append(again(next.line)) }
    return steps.joined(separator: " && ")
  }

  private func isWanted(_ statement: Statement) -> Bool {
    guard statement.line < options.from else { return true }
    return statement.steps.allSatisfy { step in
      let words = step.command.words.map(\.unquotedText)
      let command = try? session.tree.resolve(words, allowsAbbreviations: false).command
      return command?.isPreparation ?? false
    }
  }

  /// The line `stopped at FILE:6; line 7 not run`.
  static func stop(_ name: String, at statement: Statement, before rest: [Statement]) -> String {
    let start = "stopped at \(ScriptPlace(name: name, line: statement.line))"
    let lines = rest.map(\.line).filter { $0 > statement.line }
    guard let first = lines.first, let last = lines.last else { return start }
    return start
      + (first == last ? "; line \(first) not run" : "; lines \(first) to \(last) not run")
  }
}
