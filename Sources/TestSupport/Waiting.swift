/// Looks every few milliseconds until the condition holds; returns what it found.
///
/// For events that only polling tells, such as the progress of another process.
/// - Throws: `NeverHappened` with `what` once `limit` has passed.
package func waitUntil<R>(
  _ what: String, within limit: Duration = .seconds(300), every pause: Duration = .milliseconds(2),
  _ look: () async throws -> R?
) async throws -> R {
  let start = ContinuousClock.now
  while true {
    if let found = try await look() { return found }
    guard start.duration(to: .now) < limit else { throw NeverHappened(what: what, limit: limit) }
    try await Task.sleep(for: pause)
  }
}

/// An event that a test waited for and that did not come.
package struct NeverHappened: Error, CustomStringConvertible {
  let what: String
  let limit: Duration

  /// What was waited for, and how long.
  package var description: String { "\(what) did not happen within \(limit)" }
}
