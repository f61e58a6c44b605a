/// Work that tells only how far it is, and whether it still moves.
struct WatchedProgress: Sendable {
  /// The newest reading, with the time since it moved once that is worth an alarm.
  private(set) var reading: ProgressReading
  private var movedAt: ContinuousClock.Instant

  /// Work that begins with the reading.
  init(_ reading: ProgressReading, at now: ContinuousClock.Instant) {
    self.reading = reading
    movedAt = now
  }

  /// Takes the next reading of the same work.
  mutating func note(_ next: ProgressReading, at now: ContinuousClock.Instant) {
    if (next.step, next.done, next.total) != (reading.step, reading.done, reading.total) {
      movedAt = now
    }
    reading = next
    reading.silence = Figures.alarming(silence: movedAt.duration(to: now))
  }
}
