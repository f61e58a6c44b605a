internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Neighbouring key ranges of one partition that a job has copied, and what came of them.
struct CopiedRange: Equatable, Sendable {
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

  /// Takes in the range that follows.
  fileprivate mutating func absorb(_ next: CopiedRange) {
    range.upper = next.range.upper
    rows = rows.addingClamped(next.rows)
    wasReplayed = wasReplayed || next.wasReplayed
    ranges += next.ranges
  }
}

extension CopiedRange {
  init(_ record: RangeRecord, _ work: RangeWork) {
    self.init(
      partition: work.partition, range: work.range, rows: record.rows,
      wasReplayed: record.attempts > 1)
  }

  init(partition: ServerName?, range: KeyRange, rows: Int64, wasReplayed: Bool = false) {
    (self.partition, self.range) = (partition, range)
    (self.rows, self.wasReplayed) = (rows, wasReplayed)
  }

  /// What a job has copied, in about so many joined ranges, one at least for each partition.
  static func all(
    of job: Int64, in journal: Journal, about count: Int
  ) async throws -> [CopiedRange] {
    let done = try await journal.progress(job).count(.done)
    var joined: [CopiedRange] = []
    for partition in try await journal.partitions(job) {
      var joiner = CopiedRangeJoiner(rangesEach: (done + count - 1) / count)
      var last: RangeRecord?
      while case let page = try await journal.ranges(
        ofPartition: partition.id, after: last, limit: RangeStream.pageSize), !page.isEmpty
      {
        for record in page {
          let work = try RangeWork(record, partition: partition.partition)
          joiner.add(
            CopiedRange(record, work), of: record.ordinal, isDone: record.state == .done)
        }
        last = page.last
      }
      joined += joiner.close()
    }
    return joined
  }
}

/// Joins ranges of one partition that are done, some at a time; pure.
///
/// Ranges come by their ordinals, which follow the keys; those of one ordinal, the parts of a split, in
/// any order. A range that is not done parts its neighbours.
struct CopiedRangeJoiner {
  private let share: Int
  private var joined: [CopiedRange] = []
  private var isParted = true
  /// The ranges of the ordinal that is coming.
  private var parts: [(copied: CopiedRange, isDone: Bool)] = []
  private var ordinal = 0

  init(rangesEach share: Int) {
    self.share = share
  }

  /// Adds a range.
  mutating func add(_ part: CopiedRange, of ordinal: Int, isDone: Bool) {
    if ordinal != self.ordinal { join() }
    self.ordinal = ordinal
    parts.append((part, isDone))
  }

  /// The joined ranges in key order.
  mutating func close() -> [CopiedRange] {
    join()
    return joined
  }

  private mutating func join() {
    for part in parts.sorted(by: { $0.copied.range.isBefore($1.copied.range) }) {
      append(part.copied, isDone: part.isDone)
    }
    parts = []
  }

  private mutating func append(_ part: CopiedRange, isDone: Bool) {
    defer { isParted = !isDone }
    guard isDone else { return }
    if !isParted, let last = joined.indices.last, joined[last].ranges < share {
      joined[last].absorb(part)
    } else {
      joined.append(part)
    }
  }
}
