internal import JobJournal
internal import TestSupport
internal import Testing

/// A moment that the journal shows to everybody.
enum JournalMoment: Sendable, CustomStringConvertible {
  /// The job runs, and this step is being done.
  case phase(JobRecord.Phase)
  /// A key range may be under way.
  case firstRangeOpen
  /// So many key ranges are done.
  case rangesDone(Int)

  /// The moment in words.
  var description: String {
    switch self {
    case .phase(let phase): "in phase \(phase)"
    case .firstRangeOpen: "with a range open"
    case .rangesDone(let count): "with \(count) ranges done"
    }
  }

  /// Whether a job has come that far.
  func isReached(by job: JobRecord, _ progress: JobProgress) -> Bool {
    guard job.state == .inProgress else { return false }
    return switch self {
    case .phase(let phase): job.phase >= phase
    case .firstRangeOpen: progress.count(.open) + progress.count(.done) > 0
    case .rangesDone(let count): progress.count(.done) >= count
    }
  }
}

/// A moment at which the program is killed.
enum KillMoment: Sendable, CustomTestStringConvertible {
  case line(TCPProxy.Moment)
  case journal(JournalMoment)

  /// Before, in the midst of, between and after the sending of 5.4 MB, and in each step.
  static let all: [KillMoment] =
    [2_000, 66_000, 300_000, 700_000, 1_400_000, 2_600_000, 3_900_000, 5_000_000].map {
      .line(.sent($0))
    }
    + [100_000, 1_000_000, 2_000_000, 3_500_000, 5_000_000].map {
      .line(.answered(afterSending: $0))
    } + [.firstRangeOpen, .rangesDone(1), .rangesDone(3)].map(KillMoment.journal)
    + [.create, .copy, .flush, .index, .verify, .alias].map { .journal(.phase($0)) }

  /// The moment in words.
  var testDescription: String {
    switch self {
    case .line(.sent(let bytes)): "after \(bytes) bytes were sent"
    case .line(.answered(let bytes)): "at an answer after \(bytes) bytes"
    case .journal(let moment): "\(moment)"
    }
  }
}
