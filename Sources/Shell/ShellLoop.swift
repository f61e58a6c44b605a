/// Reads lines, runs them, and shows what came of it: the same for a terminal and a pipe.
package struct ShellLoop: Sendable {
  private let session: ShellSession
  private let source: any LineSource
  private let noticeBox: NoticeBox
  private let guarding: CommandGuard
  private let hasToLeave: @Sendable () -> ExitStatus?

  /// Makes a loop; `hasToLeave` gives the status to end with once a signal has asked for it.
  package init(
    session: ShellSession, source: any LineSource, noticeBox: NoticeBox, guarding: CommandGuard,
    hasToLeave: @escaping @Sendable () -> ExitStatus?
  ) {
    self.session = session
    self.source = source
    self.noticeBox = noticeBox
    self.guarding = guarding
    self.hasToLeave = hasToLeave
  }

  /// Runs lines until there are no more, one of them leaves, or one fails in a pipe.
  package func run() async -> ExitStatus {
    var failed = ExitStatus.done
    while true {
      let input = await nextInput()
      let outcome: Dispatcher.Outcome
      switch input {
      case .terminated: return await departure.terminate(otherwise: hasToLeave() ?? .terminated)
      case .abandoned: continue
      case .end: outcome = Dispatcher.Outcome(failed, leaves: true)
      case .mistake(let error, let pending): outcome = await report(error, in: pending)
      case .unreadable(let error, let place): outcome = await report(error, at: place)
      case .statements(let statements, let pending): outcome = await run(statements, pending)
      }
      if let status = hasToLeave() {
        // A command that has paused its job says more than the signal that ended it.
        return await departure.terminate(otherwise: outcome.status == .stopped ? .stopped : status)
      }
      if outcome.leaves {
        guard let status = await departure.leave(with: outcome.status) else { continue }
        return status
      }
      if outcome.status != .done, !source.isInteractive { failed = .failed }
    }
  }

  private var departure: Departure {
    Departure(session: session, guarding: guarding)
  }

  /// A whole command line, or why there is none.
  private enum Input {
    case statements([Statement], PendingInput)
    case mistake(SyntaxError, PendingInput)
    case unreadable(UsageError, ScriptPlace?)
    case abandoned, end, terminated
  }

  private func nextInput() async -> Input {
    var pending = PendingInput()
    while true {
      switch await nextLine(isContinued: pending.isIncomplete) {
      case .interrupted: return .abandoned
      case .terminated: return .terminated
      case .unreadable(let error, let place): return .unreadable(error, place)
      case .end:
        guard let error = pending.missing else { return .end }
        return .mistake(error, pending)
      case .line(let text, let place):
        pending.add(text, at: place)
        do {
          return .statements(try pending.statements(), pending)
        } catch {
          guard error.isIncomplete else { return .mistake(error, pending) }
        }
      }
    }
  }

  /// While a line is being edited, messages go to the editor, which prints them above it.
  private func nextLine(isContinued: Bool) async -> LineEvent {
    let prompt = await session.prompt()
    if let terminal = source as? TerminalLineSource {
      terminal.settings.showsHints = session.settings.hints
      terminal.settings.mode = EditorSettings.Mode(rawValue: session.settings.editingMode.rawValue)
    }
    if source.isInteractive {
      await session.console.lend(to: { [noticeBox] in noticeBox.post($0) })
    }
    let event = await source.nextLine(prompt: prompt, continuation: isContinued)
    await session.console.lend(to: nil)
    for notice in noticeBox.take() { await session.console.note(notice) }
    return event
  }

  private func run(
    _ statements: [Statement], _ pending: PendingInput
  ) async -> Dispatcher.Outcome {
    let start = ContinuousClock.now
    let session = session
    let script = pending.place?.name
    let dispatcher = Dispatcher(session: session, allowsAbbreviations: source.isInteractive)
    var outcome = Dispatcher.Outcome(.done)
    for (index, statement) in statements.enumerated() {
      outcome = await guarding.run { await dispatcher.run(statement, in: script) }
      if outcome.leaves { break }
      if outcome.status != .done {
        outcome = await stop(at: statement, Array(statements.dropFirst(index + 1)), outcome, script)
        break
      }
    }
    await keep(pending.historyText(of: statements), outcome.status, since: start)
    if source.isInteractive, let bell = session.settings.bell,
      start.duration(to: .now) >= bell.duration
    {
      await session.console.ring()
    }
    return outcome
  }

  /// Ends the line, and in a pipe the whole input, after a failure.
  private func stop(
    at statement: Statement, _ rest: [Statement], _ outcome: Dispatcher.Outcome, _ script: String?
  ) async -> Dispatcher.Outcome {
    await source.discardPending()
    guard !source.isInteractive else {
      if !rest.isEmpty {
        await session.console.note("\(Figures.count(rest.count, of: "command")) not run")
      }
      return outcome
    }
    guard session.settings.onError == .stop else { return outcome }
    await session.console.note(
      ScriptRunner.stop(script ?? "standard input", at: statement, before: rest),
      asJSON: outcome.isInJSON)
    return Dispatcher.Outcome(outcome.status, leaves: true)
  }

  private func report(
    _ error: SyntaxError, in pending: PendingInput
  ) async -> Dispatcher.Outcome {
    let place = pending.place.map { ScriptPlace(name: $0.name, line: error.line) }
    await keep(pending.historyText(of: []), .usage, since: .now)
    return await report(error.usageError, at: place)
  }

  private func report(_ error: UsageError, at place: ScriptPlace?) async -> Dispatcher.Outcome {
    await session.console.report(
      Report(error, place: place), asJSON: session.settings.output.isJSON)
    await source.discardPending()
    let leaves = !source.isInteractive && session.settings.onError == .stop
    return Dispatcher.Outcome(.usage, leaves: leaves)
  }

  /// Adds a line to the history if a person typed it; a history that fails is said once.
  private func keep(
    _ text: String?, _ status: ExitStatus, since start: ContinuousClock.Instant
  ) async {
    guard source.isInteractive, let text else { return }
    do {
      try session.remember(text, status: status, took: start.duration(to: .now))
    } catch {
      guard
        session.update({ state in
          defer { state.hasSaidHistoryFails = true }
          return !state.hasSaidHistoryFails
        })
      else { return }
      await session.console.note(
        "\(Report(error).message); this session's commands are kept in memory only")
    }
  }
}
