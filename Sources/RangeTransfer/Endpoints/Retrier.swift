internal import Logging
package import MigrationPlanning
package import MilvusClient
internal import Synchronization

/// Repeats the calls of one job as the retry policy says; the one place where anything is repeated.
package final class Retrier: Sendable {
  private static let logger = Logger(label: "vecferry.engine")

  /// When a call is repeated, and for how long.
  package let policy: RetryPolicy
  /// What keeps writes below the target's limit.
  package let throttle: WriteThrottle
  private let progress: ProgressCounter
  /// How the job is asked to stop.
  package let control: JobControl
  /// Told what people should know, in words.
  package let notify: @Sendable (JobNotice.Kind, String) -> Void

  /// A retrier that counts its repetitions; by default with a throttle of its own.
  package init(
    policy: RetryPolicy = RetryPolicy(), throttle: WriteThrottle = WriteThrottle(),
    progress: ProgressCounter, control: JobControl,
    notify: @escaping @Sendable (JobNotice.Kind, String) -> Void
  ) {
    self.policy = policy
    self.throttle = throttle
    self.progress = progress
    self.control = control
    self.notify = notify
  }

  /// Bytes that a write is to have at most; nil without a limit.
  var writeBytes: Int? { throttle.requestBytes }

  /// Calls the body until it succeeds or the policy gives up.
  ///
  /// `afterFailure` learns of each failure before the call is repeated. A failure that remains is
  /// thrown as `SideError`.
  package func call<R>(
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
    Self.logger.debug(
      "call failed, and is decided upon",
      metadata: [
        "side": "\(side.rawValue)", "error.code": "\(error.code.rawValue)",
        "decision": "\(decision)",
      ])
    if case .giveUp = decision { throw SideError(side, error) }
    try control.checkpoint()
    progress.update { $0.retries += 1 }
    hinder(side, error)
    switch decision {
    case .giveUp: break
    case .wait(let seconds):
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
    let reason = Self.hindrance(side, error)
    let isNew = progress.hinder(reason)
    if isNew { notify(.hindered, reason) }
  }

  /// What holds the work back; a server that answers is not said to be silent.
  static func hindrance(_ side: Side, _ error: MilvusError) -> String {
    switch error.code {
    case .rateLimited: "waiting for the \(side.rawValue): \(error.limitText)"
    case .writeDenied: "the \(side.rawValue) takes no writes: \(error.message)"
    case .notReady, .notLoaded: "waiting for the \(side.rawValue): \(error.message)"
    default: "the \(side.rawValue) does not answer: \(error.message)"
    }
  }

  private func recovered(_ side: Side) {
    progress.update { $0.hindrance = nil }
  }
}

// MARK: - Writes

extension Retrier {
  /// Writes as `call` does, when the target's limit lets it and again when it did not.
  ///
  /// `begin` is done once, before the first byte is sent, unless the write `isBegun`: from then on a
  /// pause has to wait, unless it is repeatable. Rows that may be written twice may be sent in parts:
  /// they are not sent again where they are more than what the limit lets through at once.
  /// - Returns: Whether the write was done; else it is to be cut.
  package func write(
    _ bytes: Int, of rows: Int, isRepeatable: Bool, isBegun: Bool = false,
    begin: () async throws -> Void = {},
    denial: () async throws(MilvusError) -> String? = { () throws(MilvusError) in nil },
    afterFailure: (MilvusError) async throws -> Void = { _ in },
    _ body: () async throws(MilvusError) -> Void
  ) async throws -> Bool {
    var isBegun = isBegun
    while true {
      let canPause = isRepeatable || !isBegun
      let departure = try await throttle.turn(
        bytes, checkpoint: { try canPause ? control.checkpoint() : Task.checkCancellation() },
        wasHeld: held)
      if !isBegun { try await begin() }
      isBegun = true
      let refusal = try await call(.target, denial: denial, afterFailure: afterFailure) {
        () async throws(MilvusError) -> MilvusError? in
        do throws(MilvusError) {
          try await body()
          return nil
        } catch {
          guard error.code == .rateLimited, error.meter == .writtenBytes else { throw error }
          return error
        }
      }
      guard let refusal else {
        throttle.accepted(departure)
        return true
      }
      throttle.refused(departure, named: refusal.namedRate)
      progress.update {
        $0.retries += 1
        $0.refusals += 1
      }
      if isRepeatable, rows > 1, let most = writeBytes, Double(bytes) > 1.5 * Double(most) {
        return false
      }
    }
  }

  /// Notes that the limit holds writes back, and says so once in a job.
  private func held(by limit: WriteLimit?) {
    guard let limit else { return }
    if progress.held(by: limit) { notify(.limited, limit.sentence) }
  }
}

extension MilvusError {
  /// What a refusal for the rate says of the limit.
  fileprivate var limitText: String {
    guard let namedRate else { return "its rate limit" }
    return switch meter {
    case .calls: "it takes \(Wording.number(namedRate)) such calls a second"
    case .writtenBytes, .deletedBytes: "it takes \(Wording.size(namedRate)) a second"
    }
  }
}
