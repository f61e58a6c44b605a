internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// Neighbouring key ranges of one partition that a job has copied, and what came of them.
struct DoneStretch: Equatable, Sendable {
  let partition: ServerName?
  private(set) var range: KeyRange
  /// Rows that the target took.
  private(set) var rows: Int64
  /// Whether a range of it was sent more than once: a late first write may have doubled its rows.
  private(set) var wasReplayed: Bool
  /// How many ranges it is made of.
  private(set) var ranges = 1

  /// Whether that many rows on the target may be those that it took.
  func allows(_ stored: Int64) -> Bool {
    stored == rows || wasReplayed && stored > rows
  }

  /// Takes in the stretch that follows.
  fileprivate mutating func absorb(_ next: DoneStretch) {
    range.upper = next.range.upper
    rows = rows.addingClamped(next.rows)
    wasReplayed = wasReplayed || next.wasReplayed
    ranges += next.ranges
  }
}

extension DoneStretch {
  init(_ record: RangeRecord, _ work: RangeWork) {
    self.init(
      partition: work.partition, range: work.range, rows: record.rows,
      wasReplayed: record.attempts > 1)
  }

  init(partition: ServerName?, range: KeyRange, rows: Int64, wasReplayed: Bool = false) {
    (self.partition, self.range) = (partition, range)
    (self.rows, self.wasReplayed) = (rows, wasReplayed)
  }

  /// What a job has copied, in about so many stretches, one at least for each partition.
  static func all(
    of job: Int64, in journal: Journal, about count: Int
  ) async throws -> [DoneStretch] {
    let done = try await journal.progress(job).count(.done)
    var stretches: [DoneStretch] = []
    for partition in try await journal.partitions(job) {
      var line = DoneLine(rangesEach: (done + count - 1) / count)
      var last: RangeRecord?
      while case let page = try await journal.ranges(
        ofPartition: partition.id, after: last, limit: RangeStream.pageSize), !page.isEmpty
      {
        for record in page {
          let work = try RangeWork(record, partition: partition.partition)
          line.add(
            DoneStretch(record, work), of: record.ordinal, isDone: record.state == .done)
        }
        last = page.last
      }
      stretches += line.close()
    }
    return stretches
  }
}

/// Joins ranges of one partition that are done to stretches of some ranges each; pure.
///
/// Ranges come by their ordinals, which follow the keys; those of one ordinal, the parts of a split, in
/// any order. A range that is not done parts its neighbours.
struct DoneLine {
  private let share: Int
  private var stretches: [DoneStretch] = []
  private var isParted = true
  /// The ranges of the ordinal that is coming.
  private var parts: [(stretch: DoneStretch, isDone: Bool)] = []
  private var ordinal = 0

  init(rangesEach share: Int) {
    self.share = share
  }

  /// Adds a range.
  mutating func add(_ part: DoneStretch, of ordinal: Int, isDone: Bool) {
    if ordinal != self.ordinal { join() }
    self.ordinal = ordinal
    parts.append((part, isDone))
  }

  /// The stretches in key order.
  mutating func close() -> [DoneStretch] {
    join()
    return stretches
  }

  private mutating func join() {
    for part in parts.sorted(by: { $0.stretch.range.isBefore($1.stretch.range) }) {
      append(part.stretch, isDone: part.isDone)
    }
    parts = []
  }

  private mutating func append(_ part: DoneStretch, isDone: Bool) {
    defer { isParted = !isDone }
    guard isDone else { return }
    if !isParted, let last = stretches.indices.last, stretches[last].ranges < share {
      stretches[last].absorb(part)
    } else {
      stretches.append(part)
    }
  }
}
