internal import JobJournal
internal import MilvusClient

/// Finds the key ranges of a collection, partition by partition, a page of keys at a time.
///
/// It runs ahead of the copy only as far as it is asked to: its owner calls `next()` when it is short of
/// work. What is found is in the journal before anybody works on it.
struct Scout {
  let source: any RowSource
  let journal: Journal
  let job: Int64
  let persistence: Persistence
  let readers: Turnstile
  let isLite: Bool

  private var partitions: [PartitionRecord]
  private var cutter: RangeCutter
  private var ordinal: Int

  /// A piece of new work, and where the scout is.
  struct Found {
    var scout: Scout
    var work: [RangeWork]
  }

  /// Continues where the journal says that scouting stopped.
  init(
    source: any RowSource, journal: Journal, job: Int64, persistence: Persistence,
    readers: Turnstile, isLite: Bool, unscouted: [PartitionRecord], nextOrdinal: Int
  ) throws {
    self.source = source
    self.journal = journal
    self.job = job
    self.persistence = persistence
    self.readers = readers
    self.isLite = isLite
    self.partitions = unscouted
    self.ordinal = nextOrdinal
    cutter = RangeCutter(after: nil)
    try enterPartition()
  }

  /// Whether every partition is scouted to its end.
  var isFinished: Bool { partitions.isEmpty }

  /// Reads one page of keys, records the ranges of that size that it fills and returns them.
  consuming func next(size: RangeSize) async throws -> Found {
    guard let partition = partitions.first else { return Found(scout: self, work: []) }
    let keys = try await page(of: partition.partition)
    let cuts = cutter.take(keys, rowsPerRange: size.rowsPerRange, isLast: keys.isEmpty)
    let records = try await record(cuts, of: partition, isLast: keys.isEmpty)
    if keys.isEmpty {
      partitions.removeFirst()
      try enterPartition()
    }
    let work = try records.map { try RangeWork($0, partition: partition.partition) }
    return Found(scout: self, work: work)
  }

  private mutating func record(
    _ cuts: [CutRange], of partition: PartitionRecord, isLast: Bool
  ) async throws -> [RangeRecord] {
    guard !cuts.isEmpty || isLast else { return [] }
    let ranges = cuts.enumerated().map { $1.record(ordinal: ordinal + $0) }
    ordinal += ranges.count
    return try await journal.plan(
      ranges, partition: partition.id, scoutedThrough: cutter.boundary?.journalText,
      complete: isLast)
  }

  private func page(of partition: ServerName?) async throws -> [PrimaryKey] {
    let after = cutter.scouted
    // A query of Milvus Lite costs time proportional to the collection: fewer, larger pages.
    let limit = isLite ? 262_144 : 16_384
    let keys = try await persistence.call(.source) { () async throws(MilvusError) -> [PrimaryKey] in
      try await readers.passMilvus { () async throws(MilvusError) -> [PrimaryKey] in
        try await source.keys(after: after, upTo: nil, partition: partition, limit: limit)
      }
    }
    for (one, other) in zip([after].compactMap(\.self) + keys, keys.dropFirst(after == nil ? 1 : 0))
    where !(one < other) {
      throw MigrationError(
        .rowsMissing, "the source does not return keys in order: \(other) follows \(one)")
    }
    return keys
  }

  private mutating func enterPartition() throws {
    guard let partition = partitions.first else { return }
    cutter = RangeCutter(after: try partition.scoutedThrough.map(PrimaryKey.init(recorded:)))
  }
}

extension PartitionRecord {
  /// The partition to name in calls; nil where the server chooses.
  var partition: ServerName? { name.isEmpty ? nil : ServerName(name) }
}
