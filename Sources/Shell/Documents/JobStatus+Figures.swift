internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension JobStatus {
  /// The name of the collection, with the name that it gets if that is another.
  var collectionTitle: String {
    source.name == target.name ? source.name.text : "\(source.name) as \(target.name)"
  }

  /// Text of what is done: `987,000 of 2,408,113`.
  var amount: String {
    guard let total else { return Figures.count(done) }
    return "\(Figures.count(done)) of \(Figures.count(total))"
  }

  /// The rate of late; nil unless the job copies now and something has arrived.
  var shownRate: TransferRate? {
    guard state == .inProgress, phase == .copy, let rate, rate.rows > 0 else { return nil }
    return rate
  }

  /// The time that is left; nil unless the job copies now.
  var shownTimeLeft: Duration? {
    shownRate == nil ? nil : secondsLeft.map { .seconds($0) }
  }

  /// The silence that is worth an alarm: nothing arrived for a minute.
  var alarmingSilence: Duration? {
    guard state == .inProgress, phase == .copy, let seconds = secondsSinceProgress else {
      return nil
    }
    return Figures.alarming(silence: .seconds(seconds))
  }

  /// Seconds from first start to end, with checks, waits and pauses; nil until it has ended.
  var seconds: Double? {
    guard let startedAt, let endedAt else { return nil }
    // The journal keeps milliseconds, and a clock may be set back.
    return (max(0, endedAt.timeIntervalSince(startedAt)) * 1000).rounded() / 1000
  }

  /// Text of how long its copy took, pauses left out; nil if nothing was copied.
  var copyTime: String? {
    guard let seconds = result?.copySeconds ?? copySeconds, seconds > 0 else { return nil }
    return "copied in \(Figures.duration(.seconds(seconds)))"
  }

  /// Whether the job is done, but not as its user expects.
  var needsAttention: Bool {
    rejected > 0 || result?.needsAttention == true
  }
}
