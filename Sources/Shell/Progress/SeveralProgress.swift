internal import MigrationEngine
internal import MilvusClient

/// Shows how far collections are that are worked on side by side: a row for each that moves, and one
/// for all if there are several.
struct SeveralProgress: Sendable {
  fileprivate enum Step: Sendable {
    case moves(ProgressReading, at: ContinuousClock.Instant)
    case ended(subject: String)
  }

  /// Says how far one of the collections is.
  struct Voice: Sendable {
    fileprivate let steps: AsyncStream<Step>.Continuation

    /// Shows the reading in place of the last one of its subject.
    func moves(_ reading: ProgressReading, at now: ContinuousClock.Instant = .now) {
      steps.yield(.moves(reading, at: now))
    }

    /// Counts one that is done, with or without success.
    func ended(_ subject: String) { steps.yield(.ended(subject: subject)) }
  }

  var session: ShellSession
  var isQuiet: Bool
  /// What is done to each: `verify`, `Loading`.
  var step: String
  /// How many collections there are.
  var total: Int

  /// Runs the body, which says how far each of them is; the view is gone when it returns or throws.
  func whileShown<R: Sendable>(_ body: (Voice) async throws -> R) async throws -> R {
    let (steps, voice) = AsyncStream.makeStream(of: Step.self)
    async let shown: Void = show(steps)
    do {
      let result = try await body(Voice(steps: voice))
      voice.finish()
      await shown
      return result
    } catch {
      voice.finish()
      await shown
      throw error
    }
  }

  private func show(_ steps: AsyncStream<Step>) async {
    var view = ProgressView(in: session, isQuiet: isQuiet)
    var moving: [WatchedProgress] = []
    var ended = 0
    for await step in steps {
      switch step {
      case .moves(let reading, at: let now):
        if let place = moving.firstIndex(where: { $0.reading.subject == reading.subject }) {
          moving[place].note(reading, at: now)
        } else {
          moving.append(WatchedProgress(reading, at: now))
        }
      case .ended(let subject):
        moving.removeAll { $0.reading.subject == subject }
        ended += 1
      }
      await show(moving.map(\.reading), ended: ended, in: &view)
    }
    await view.clear()
  }

  private func show(
    _ moving: [ProgressReading], ended: Int, in view: inout ProgressView
  ) async {
    guard total > 1 else {
      if let only = moving.first { await view.show(only) }
      return
    }
    await view.show(
      moving, atMost: ProgressView.most,
      all: ProgressReading(
        subject: "all", step: step, done: Int64(ended), total: Int64(total)))
  }
}
