internal import MigrationEngine
internal import MilvusClient

/// Runs a command, says what it waits for if that takes long, and ends it after `--timeout`.
struct CommandWait: Sendable {
  /// From when on a person is told what is waited for.
  static let patience = Duration.seconds(2)
  /// The same where nobody watches: after that, and then again after each of the longer span.
  private static let logged = (first: Duration.seconds(10), then: Duration.seconds(60))

  var session: ShellSession
  var isQuiet: Bool

  /// The command's result.
  ///
  /// - Throws: What the command throws, or `.timedOut` after its `--timeout`.
  func run<Command: ShellCommand>(
    _ command: Command, named name: String
  ) async throws -> CommandResult {
    if Command.readsClusters { await session.refreshIdleClusters() }
    let board = WaitBoard()
    let session = session
    let limit = Command.limitsItself ? nil : command.common.timeout
    return try await withThrowingTaskGroup(of: CommandResult?.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        try await WaitBoard.$current.withValue(board) { try await command.run(in: session) }
      }
      group.addTask {
        await tell(board)
        return nil
      }
      if let limit {
        group.addTask {
          do {
            try await Task.sleep(for: limit.duration)
          } catch {
            return nil
          }
          throw Self.lateness(of: name, after: limit, waitingFor: board.oldest?.side)
        }
      }
      while let ended = try await group.next() {
        if let ended { return ended }
      }
      throw CancellationError()
    }
  }

  /// Says what is waited for, until the task is cancelled.
  private func tell(_ board: WaitBoard) async {
    guard !isQuiet, !session.isQuiet else { return }
    let isWatched = session.console.screen.errorsAreTerminal
    var told: (wait: WaitBoard.Wait, next: Duration)?
    while (try? await Task.sleep(for: .milliseconds(500))) != nil {
      let wait = board.oldest
      let span = wait.map { $0.since.duration(to: .now) } ?? .zero
      guard isWatched else {
        guard let wait else { continue }
        let due = told.flatMap { $0.wait == wait ? $0.next : nil } ?? Self.logged.first
        guard span >= due else { continue }
        await session.console.note(Self.remark(wait.side, span))
        told = (wait, due + Self.logged.then)
        continue
      }
      let isLong = span >= Self.patience
      await session.console.show(
        remark: isLong ? wait.map { Self.remark($0.side, span) } : nil)
    }
    await session.console.show(remark: nil)
  }

  /// Text of a wait: `waiting for the source, 3 s`.
  static func remark(_ side: Side, _ span: Duration) -> String {
    "waiting for the \(side.rawValue), \(Figures.wholeDuration(span))"
  }

  private static func lateness(
    of name: String, after limit: Seconds, waitingFor side: Side?
  ) -> any Error {
    let place = side.map { " while it waited for the \($0.rawValue)" } ?? ""
    let error = MilvusError(
      .timedOut, "\(name) was given up after \(Figures.duration(limit.duration))\(place)")
    return AdvisedError(
      error: side.map { SideError($0, error) } ?? error,
      advice: "give it longer: \(Hints.longer(than: limit.duration)), or leave it out")
  }
}
