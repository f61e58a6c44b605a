internal import Logging

/// Runs statements: replaces variables, finds the command, runs it, shows what came of it.
package struct Dispatcher: Sendable {
  /// What became of a statement or a script.
  package struct Outcome: Sendable, Equatable {
    /// The status of the last command.
    package var status: ExitStatus
    /// Whether the shell ends.
    package var leaves: Bool
    /// Whether the last command was to speak JSON, whatever the session does.
    package var isInJSON: Bool

    /// An outcome after which the shell goes on, unless `leaves`.
    package init(_ status: ExitStatus, leaves: Bool = false, isInJSON: Bool = false) {
      self.status = status
      self.leaves = leaves
      self.isInJSON = isInJSON
    }
  }

  private let session: ShellSession
  private let allowsAbbreviations: Bool
  private let showsResultsAsNotes: Bool

  /// Makes a dispatcher for the session; without `allowsAbbreviations` commands are whole words.
  ///
  /// With `showsResultsAsNotes` results go where messages go, in words.
  package init(
    session: ShellSession, allowsAbbreviations: Bool = false, showsResultsAsNotes: Bool = false
  ) {
    self.session = session
    self.allowsAbbreviations = allowsAbbreviations
    self.showsResultsAsNotes = showsResultsAsNotes
  }

  /// Runs the commands of a statement whose conditions hold; failures are reported, not thrown.
  ///
  /// Messages name the script, if the statement belongs to one.
  package func run(_ statement: Statement, in script: String? = nil) async -> Outcome {
    var outcome = Outcome(.done)
    var record = RecordedStatement(steps: [], status: .done)
    let depth = session.depth
    for step in statement.steps {
      let command = session.shortcuts.unfolded(step.command)
      record.steps.append(.init(condition: step.condition, command: command))
      switch step.condition {
      case .afterSuccess where outcome.status != .done: continue
      case .afterFailure where outcome.status == .done: continue
      case .always, .afterSuccess, .afterFailure: break
      }
      let place = script.map { ScriptPlace(name: $0, line: command.line) }
      _ = session.recorder.takeAnswers()
      outcome = await ScriptPlace.$current.withValue(place) { await run(command, at: place) }
      record.steps[record.steps.count - 1].answers = session.recorder.takeAnswers()
      if outcome.leaves || Task.isCancelled { break }
    }
    record.status = outcome.status
    await keep(record, depth: depth)
    return outcome
  }

  /// Keeps a statement for records of the session.
  private func keep(_ record: RecordedStatement, depth: Int) async {
    guard depth == 0 || session.recorder.recording != nil else { return }
    var record = record
    for place in record.steps.indices {
      let words = record.steps[place].command.words.map(\.unquotedText)
      let found = try? session.tree.resolve(words, allowsAbbreviations: allowsAbbreviations)
      guard let found else { continue }
      record.steps[place].replay = found.command.replay
      // Scripts know no abbreviations.
      let name = found.command.name.split(separator: " ").map { part in
        Word(pieces: [.bare(String(part))], line: 1, column: 1)
      }
      let typed = words.count - found.arguments.count
      record.steps[place].command.words.replaceSubrange(..<typed, with: name)
    }
    guard let lost = session.recorder.keep(record, depth: depth) else { return }
    await session.console.note(
      "\"\(lost)\" cannot be written any more; nothing is recorded from here on")
  }

  /// Runs one command whose words need no reading any more, as those of the process's arguments.
  package func run(words: [String]) async -> Outcome {
    let words = words.enumerated().map { place, word in
      Word(pieces: [place == 0 ? .bare(word) : .quoted(word)], line: 1, column: 1)
    }
    let command = session.shortcuts.unfolded(SimpleCommand(words: words, line: 1))
    return await run(command, at: ScriptPlace.current)
  }

  private func run(_ command: SimpleCommand, at place: ScriptPlace?) async -> Outcome {
    await session.telling(of: command, at: place) { await perform(command, at: place) }
  }

  private func perform(_ command: SimpleCommand, at place: ScriptPlace?) async -> Outcome {
    do {
      let words = try session.expansion.words(command.words)
      guard !words.isEmpty else { return Outcome(.done) }
      guard !command.words[0].hasBackslash else {
        throw UnknownCommand.error(forBackslash: words)
      }
      if session.traces, !command.isSilent {
        let text = CommandSpelling.text(of: command, expandedTo: words)
        await session.console.note("+ \(text)")
      }
      let outcome = try await run(words, isBackground: command.isBackground)
      let isIgnored = command.ignoresFailure && !outcome.leaves
      return isIgnored ? Outcome(.done) : outcome
    } catch {
      return await report(error, of: command, at: place)
    }
  }

  private func run(_ words: [String], isBackground: Bool) async throws -> Outcome {
    let tree = session.tree
    let resolution = try tree.resolve(words, allowsAbbreviations: allowsAbbreviations)
    let info = tree.info(of: resolution.command)
    var arguments = resolution.arguments
    if Self.asksForHelp(arguments) {
      let page = TextScreen(text: HelpPage(resolution.command, info: info).text)
      try await show(page, as: .table)
      return Outcome(.done)
    }
    if isBackground { arguments.append(try Self.backgroundOption(of: info)) }
    guard try await rehearses(resolution.command, &arguments, info) else { return Outcome(.done) }
    return try await run(resolution.command, arguments, info)
  }

  /// Whether a command runs, which in a dry run not all of them do; adds `--dry-run` where it can be.
  private func rehearses<Command: ShellCommand>(
    _ command: Command.Type, _ arguments: inout [String], _ info: CommandInfo
  ) async throws -> Bool {
    guard let hasLeftOut = session.update({ $0.hasLeftOutChanges }) else { return true }
    switch Command.rehearsal {
    case .runs: return true
    case .runsBeforeChanges where !hasLeftOut: return true
    case .runsBeforeChanges: break
    case .isToldAfterChanges where hasLeftOut: break
    case .isTold, .isToldAfterChanges:
      session.update { $0.hasLeftOutChanges = true }
      if info.option(named: "--dry-run") != nil {
        if !arguments.contains("--dry-run") { arguments.insert("--dry-run", at: 0) }
        return true
      }
    }
    _ = try CommandParsing.parse(command, arguments: arguments, info: info)
    let words = Scrubber.scrubbed([info.name] + arguments).dropFirst().map(Quoting.quoted)
    let line = ([info.name] + words).joined(separator: " ")
    await session.console.note("not run in a dry run: \(line)")
    return false
  }

  private func run<Command: ShellCommand>(
    _ command: Command.Type, _ arguments: [String], _ info: CommandInfo
  ) async throws -> Outcome {
    let parsed = try CommandParsing.parse(command, arguments: arguments, info: info)
    let start = ContinuousClock.now
    let format = parsed.common.output
    await session.console.speak(json: (format ?? session.settings.output).isJSON)
    do {
      let result = try await CommandWait(session: session, isQuiet: parsed.common.quiet)
        .run(parsed, named: info.name)
      if let value = result.value {
        await session.events?.tell(result: value)
        try await show(value, as: format)
      }
      await showTime(since: start)
      await session.console.speak(json: session.settings.output.isJSON)
      return Outcome(
        result.status, leaves: result.leaves, isInJSON: format?.isJSON ?? false)
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw CommandFailure(error: error, format: parsed.common.output)
    }
  }

  private func show(_ value: some Renderable, as format: OutputFormat?) async throws {
    let screen = session.console.screen
    guard !showsResultsAsNotes else { return await note(value, on: screen) }
    let renderer = Renderer(
      format: format ?? session.settings.output, width: screen.width(of: .results),
      usesColor: screen.usesColor(session.settings.color, on: .results))
    let text = renderer.text(of: value)
    if isLongerThanWindow(text), await Pager(choice: session.settings.pager).show(text) { return }
    try await session.console.result(text)
  }

  /// Whether a person at the prompt would not see the beginning of a text any more.
  private func isLongerThanWindow(_ text: String) -> Bool {
    guard session.canAsk, Pager.isWelcome, let rows = session.console.screen.rows else {
      return false
    }
    return text.utf8.count { $0 == UInt8(ascii: "\n") } >= rows
  }

  /// Shows a result in words among the messages, unless those are not wanted.
  private func note(_ value: some Renderable, on screen: Screen) async {
    guard !session.isQuiet else { return }
    let renderer = Renderer(
      format: .table, width: screen.width(of: .messages), usesColor: false)
    for line in renderer.text(of: value).split(whereSeparator: \.isNewline) {
      await session.console.note(String(line))
    }
  }

  private func showTime(since start: ContinuousClock.Instant) async {
    guard session.settings.timing else { return }
    await session.console.note("took \(Figures.roundTrip(start.duration(to: .now)))")
  }

  private func report(
    _ error: any Error, of command: SimpleCommand, at place: ScriptPlace?
  ) async -> Outcome {
    let failure = error as? CommandFailure
    let cause = await session.advised(failure?.error ?? error)
    let report = Report(cause, place: place)
    await session.events?.note(.error, report.fields)
    session.logger.error("command failed", metadata: ["error.code": "\(report.code)"])
    guard !command.ignoresFailure || cause is CancellationError else {
      let start = place.map { "\($0): " } ?? ""
      await session.console.note("\(start)ignored: \(report.message)")
      return Outcome(.done)
    }
    let format = failure?.format ?? session.settings.output
    if (cause as? UsageError)?.code == .declined, !format.isJSON, place == nil {
      // A plain no is no mistake.
      await session.console.note(report.message)
      return Outcome(ExitStatus(cause))
    }
    await session.console.report(report, asJSON: format.isJSON)
    await session.console.speak(json: session.settings.output.isJSON)
    return Outcome(ExitStatus(cause), isInJSON: failure?.format?.isJSON ?? false)
  }

  /// Whether `--help` or `-h` stands before `--`.
  static func asksForHelp(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  /// What `&` stands for: a flag of the commands that can run in the background.
  static func backgroundOption(of info: CommandInfo) throws(UsageError) -> String {
    let name = "--background"
    guard info.option(named: name) != nil else {
      throw UsageError(
        .unexpectedArgument, "\(info.name) cannot run in the background", hint: "leave out the &")
    }
    return name
  }
}

/// An error of a command that was parsed, with the output format that it was asked for.
private struct CommandFailure: Error {
  var error: any Error
  var format: OutputFormat?
}
