internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Finds the key ranges of a collection, partition by partition, a page of keys at a time.
///
/// It runs ahead of the copy only as far as it is asked to: its owner calls `next()` when it is short of
/// work. What is found is in the journal before anybody works on it.
struct KeyScanner {
  let reader: RowReader
  let journal: Journal
  let job: Int64

  private var partitions: [PartitionRecord]
  private var cutter = RangeCutter(after: nil)
  private var scan: KeyScan
  private var ordinal: Int

  /// A piece of new work, and where the scanner is.
  struct Found {
    var scanner: KeyScanner
    var work: [RangeWork]
  }

  /// Continues where the journal says that the scan stopped.
  init(
    _ reader: RowReader, journal: Journal, job: Int64, unscanned: [PartitionRecord],
    nextOrdinal: Int
  ) throws {
    self.reader = reader
    self.journal = journal
    self.job = job
    self.partitions = unscanned
    self.ordinal = nextOrdinal
    scan = KeyScan(reader, partition: nil)
    try enterPartition()
  }

  /// Whether every partition is scanned to its end.
  var isFinished: Bool { partitions.isEmpty }

  /// Reads one page of keys, records the ranges that it fills and returns them.
  ///
  /// Some rows of each page are weighed before it is cut, whatever those before were like.
  consuming func next(size: RangeSize) async throws -> Found {
    var size = size
    guard let partition = partitions.first else { return Found(scanner: self, work: []) }
    let keys = try await scan.next()
    if let seen = try await reader.weigh(keys, partition: partition.partition) {
      size.note(rows: seen.rows, bytes: seen.bytes)
    }
    let cuts = cutter.take(keys, rowsPerRange: size.rowsPerRange, isLast: keys.isEmpty)
    let records = try await record(cuts, of: partition, isLast: keys.isEmpty)
    if keys.isEmpty {
      partitions.removeFirst()
      try enterPartition()
    }
    let work = try records.map { record in
      var work = try RangeWork(record, partition: partition.partition)
      work.bytes = work.rows * size.bytesPerRow
      return work
    }
    return Found(scanner: self, work: work)
  }

  private mutating func record(
    _ cuts: [CutRange], of partition: PartitionRecord, isLast: Bool
  ) async throws -> [RangeRecord] {
    guard !cuts.isEmpty || isLast else { return [] }
    let ranges = cuts.enumerated().map { $1.record(ordinal: ordinal + $0) }
    ordinal += ranges.count
    return try await journal.plan(
      ranges, partition: partition.id, scannedThrough: cutter.boundary?.journalText,
      complete: isLast)
  }

  private mutating func enterPartition() throws {
    guard let partition = partitions.first else { return }
    let last = try partition.scannedThrough.map(PrimaryKey.init(recorded:))
    cutter = RangeCutter(after: last)
    scan = KeyScan(reader, partition: partition.partition, in: KeyRange(lower: last))
  }
}

extension PartitionRecord {
  /// The partition to name in calls; nil where the server chooses.
  var partition: ServerName? { name.isEmpty ? nil : ServerName(name) }
}
