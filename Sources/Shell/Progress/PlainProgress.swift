/// When a line of progress is due where no live block can be drawn.
///
/// A line is due at each new step, at each full ten per cent, after thirty seconds without one, and
/// when something begins to hold the work back.
struct PlainProgress: Sendable {
  private var step = ""
  private var tenth = 0
  private var isHeld = false
  private var lastLine: ContinuousClock.Instant?

  /// A pace that has printed nothing yet.
  init() {}

  /// The line that is due for the reading, or nil.
  ///
  /// The first reading is only due if its step has a whole that is known: a start is a notice.
  mutating func line(
    for reading: ProgressReading, at now: ContinuousClock.Instant
  ) -> String? {
    let reached = (reading.percent ?? 0) / 10
    let isNewStep = reading.step != step
    let isLate = lastLine.map { $0.duration(to: now) >= .seconds(30) } ?? false
    let isFurther = reached > tenth
    let isHeld = reading.hindrance != nil || reading.limit != nil
    let isNewlyHeld = isHeld && !self.isHeld
    defer {
      self.isHeld = isHeld
      step = reading.step
      tenth = isNewStep ? reached : max(tenth, reached)
    }
    guard isNewStep || isLate || isFurther || isNewlyHeld else { return nil }
    lastLine = now
    return Self.text(of: reading)
  }

  /// Text of a reading: `docs_v1 copy 10 %, 240,900 of 2,408,113, 3,150/s, 11 min left`.
  static func text(of reading: ProgressReading) -> String {
    let job = reading.job.map { "[\($0)] " } ?? ""
    let percent = reading.percent.map { ["\($0) %"] } ?? []
    let parts = (percent + reading.parts).joined(separator: ", ")
    return "\(job)\(reading.subject) \(reading.step)\(parts.isEmpty ? "" : " " + parts)"
  }
}
