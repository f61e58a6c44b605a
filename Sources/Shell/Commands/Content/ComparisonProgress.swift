internal import MigrationEngine
internal import MilvusClient
internal import Synchronization

/// Shows how far the comparison or the repair of a collection is, and what happens meanwhile.
struct ComparisonProgress: Sendable {
  var session: ShellSession
  var isQuiet: Bool
  /// The collection of the source.
  var subject: String
  /// The step: `verify`, `repair`, `sync`, `baseline`.
  var step: String
  /// Where readings are shown among those of others; nil for a view of its own.
  var board: (@Sendable (ProgressReading) -> Void)?

  /// Runs the body, which says how far it is, and returns its result.
  func whileShown<R: Sendable>(
    _ body: @escaping @Sendable (@escaping @Sendable (VerifyProgress) -> Void) async throws -> R
  ) async throws -> R {
    // 16: of the counts only the newest is worth anything, and notices are few and far between.
    let (steps, voice) = AsyncStream.makeStream(
      of: VerifyProgress.self, bufferingPolicy: .bufferingNewest(16))
    return try await withThrowingTaskGroup(of: R?.self) { group in
      group.addTask {
        await show(steps)
        return nil
      }
      group.addTask {
        defer { voice.finish() }
        let leftLoaded = Mutex<String?>(nil)
        do {
          return try await body { step in
            guard case .leavesLoaded(let address, let reason) = step else {
              voice.yield(step)
              return
            }
            leftLoaded.withLock { $0 = "target:\(address) may stay loaded: \(reason)" }
          }
        } catch {
          // Said here, because the view of a command that was cancelled shows nothing any more.
          if let text = leftLoaded.withLock({ $0 }) { await session.console.note(text) }
          throw error
        }
      }
      var result: R?
      while let next = try await group.next() { result = next ?? result }
      guard let result else { throw CancellationError() }
      return result
    }
  }

  private func show(_ steps: AsyncStream<VerifyProgress>) async {
    var view = ProgressView(in: session, isQuiet: isQuiet)
    let start = ContinuousClock.now
    for await event in steps {
      switch event {
      case .loadsTarget(let address):
        await session.console.note(
          "target:\(address) is loaded for the \(noun) and released afterwards")
      case .leavesLoaded: break
      case .notice(let text): await session.console.note(text)
      case .compared(let rows, let total):
        let time = start.duration(to: .now)
        let reading = Self.reading(subject, step, rows: rows, of: total, after: time)
        if let board { board(reading) } else { await view.show(reading) }
      }
    }
    if board == nil { await view.clear() }
  }

  private var noun: String { ["repair", "sync", "baseline"].contains(step) ? step : "comparison" }

  /// How far the work is, with a guess at its end once it is worth anything.
  static func reading(
    _ subject: String, _ step: String, rows: Int64, of total: Int64, after time: Duration
  ) -> ProgressReading {
    let seconds = Figures.seconds(time)
    let rate = seconds > 0 ? Double(rows) / seconds : nil
    let left = rate.flatMap { rate in
      Outlook.secondsLeft(total - rows, at: rate, done: rows, of: total, after: seconds)
    }
    return ProgressReading(
      subject: subject, step: step, done: rows, total: total, rate: rate,
      timeLeft: left.map { .seconds($0) })
  }
}
