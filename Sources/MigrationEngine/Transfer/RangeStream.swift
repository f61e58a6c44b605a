internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Ranges of a job as the journal has them, in the order of their numbers.
///
/// They are read a page at a time: there may be as many as the collection is large.
struct RangeStream {
  private let journal: Journal
  private let job: Int64
  private let states: Set<RangeRecord.State>
  private let partitions: [Int64: ServerName?]
  private var page: ArraySlice<RangeRecord> = []
  private var last: Int64 = 0

  // 1000: some hundred kilobytes.
  static let pageSize = 1000

  init(_ journal: Journal, job: Int64, states: Set<RangeRecord.State>) async throws {
    (self.journal, self.job, self.states) = (journal, job, states)
    partitions = Dictionary(
      uniqueKeysWithValues: try await journal.partitions(job).map { ($0.id, $0.partition) })
  }

  /// The next range; nil after the last.
  mutating func next() async throws -> (record: RangeRecord, work: RangeWork)? {
    if page.isEmpty {
      page = try await journal.ranges(job, states: states, after: last, limit: Self.pageSize)[...]
    }
    guard let record = page.popFirst() else { return nil }
    last = record.id
    return (record, try RangeWork(record, partition: partitions[record.partitionID] ?? nil))
  }
}
