/// The time that a client lives in: what it is, and how to let some of it pass.
package struct CloudTime: Sendable {
  /// The time since a fixed moment.
  package var now: @Sendable () -> Duration
  /// Suspends for a while; throws when the task is cancelled.
  package var pass: @Sendable (Duration) async throws -> Void

  /// Makes a time of its two parts.
  package init(
    now: @escaping @Sendable () -> Duration,
    pass: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.pass = pass
  }

  /// The time of the clock on the wall, also while the machine sleeps.
  package static var real: CloudTime {
    let start = ContinuousClock.now
    return CloudTime(
      now: { start.duration(to: .now) }, pass: { try await Task.sleep(for: $0) })
  }
}
