internal import MilvusClient
internal import Synchronization

/// Repeats the calls of one job as the retry policy says; the one place where anything is repeated.
final class Persistence: Sendable {
  private let policy: RetryPolicy
  private let pacer = Mutex(RateController())
  private let progress: ProgressCounter
  private let control: JobControl
  private let say: @Sendable (JobNotice.Kind, String) -> Void

  init(
    policy: RetryPolicy = RetryPolicy(), progress: ProgressCounter, control: JobControl,
    say: @escaping @Sendable (JobNotice.Kind, String) -> Void
  ) {
    self.policy = policy
    self.progress = progress
    self.control = control
    self.say = say
  }

  /// Waits for the moment at which a write of that size may be sent.
  func pace(_ bytes: Int) async throws {
    let seconds = pacer.withLock { $0.reserve(bytes, at: progress.now) }
    if seconds > 0 { try await Task.sleep(for: .seconds(seconds)) }
  }

  /// Calls the body until it succeeds or the policy gives up.
  ///
  /// `afterFailure` learns of each failure before the call is repeated. A failure that remains is
  /// thrown as `SideError`.
  func call<R>(
    _ side: Side,
    denial: () async throws(MilvusError) -> String? = { () throws(MilvusError) in nil },
    afterFailure: (MilvusError) async throws -> Void = { _ in },
    _ body: () async throws(MilvusError) -> R
  ) async throws -> R {
    var patience = Patience()
    while true {
      do {
        let result = try await body()
        if patience.isTried { recovered(side) }
        return result
      } catch {
        try Task.checkCancellation()
        let failedAt = progress.now
        try await afterFailure(error)
        let decision = patience.decide(error, at: failedAt, by: policy)
        try await act(on: decision, after: error, side, denial)
      }
    }
  }

  private func act(
    on decision: RetryPolicy.Decision, after error: MilvusError, _ side: Side,
    _ denial: () async throws(MilvusError) -> String?
  ) async throws {
    if case .giveUp = decision { throw SideError(side, error) }
    try control.checkpoint()
    progress.update { $0.retries += 1 }
    hinder(side, error)
    switch decision {
    case .giveUp: break
    case .wait(let seconds):
      if error.code == .rateLimited { pacer.withLock { $0.slowDown(at: progress.now) } }
      try await rest(seconds)
    case .hold(let seconds):
      try await hold(seconds, side, denial)
    }
  }

  /// Looks again and again until the server takes writes.
  private func hold(
    _ seconds: Double, _ side: Side, _ denial: () async throws(MilvusError) -> String?
  ) async throws {
    repeat { try await rest(seconds) } while (try? await denial()) != nil
  }

  /// Sleeps in short steps, so that a pause is noticed.
  func rest(_ seconds: Double) async throws {
    var left = seconds
    while left > 0 {
      try control.checkpoint()
      let step = min(left, 0.25)
      try await Task.sleep(for: .seconds(step))
      left -= step
    }
  }

  private func hinder(_ side: Side, _ error: MilvusError) {
    let reason =
      switch error.code {
      case .rateLimited: "rate limit of the \(side.rawValue)"
      case .writeDenied: "the \(side.rawValue) takes no writes: \(error.message)"
      default: "the \(side.rawValue) does not answer: \(error.message)"
      }
    let isNew = progress.hinder(reason)
    if isNew { say(.hindered, "slowed down: \(reason)") }
  }

  private func recovered(_ side: Side) {
    progress.update { $0.hindrance = nil }
  }
}

extension ProgressCounter {
  /// Notes why nothing moves; returns whether that is news.
  fileprivate func hinder(_ reason: String) -> Bool {
    var isNew = false
    update {
      isNew = $0.hindrance == nil
      $0.hindrance = reason
    }
    return isNew
  }
}
