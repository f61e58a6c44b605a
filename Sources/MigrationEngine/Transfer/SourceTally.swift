internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// How many keys the copy found where: what a source counts there later can be held against it.
struct SourceTally {
  /// A range of keys of one partition, and how many distinct keys it held.
  struct CountedRange: Equatable {
    var partition: ServerName?
    var range: KeyRange
    var keys: Int64
  }

  /// The ranges of each partition in key order, from the lowest key there can be to the highest.
  let partitions: [[CountedRange]]

  /// Neighbouring ranges, about `count` groups in all and at least one for each partition.
  func spans(about count: Int) -> [ArraySlice<CountedRange>] {
    let share = max(1, count / max(1, partitions.count))
    return partitions.flatMap { ranges in
      let groups = min(share, ranges.count)
      return (0..<groups).map { group in
        ranges[group * ranges.count / groups..<(group + 1) * ranges.count / groups]
      }
    }
  }
}

extension SourceTally {
  /// The tally of a job whose ranges are all done.
  init(_ journal: Journal, job: Int64) async throws {
    let rejects = try await journal.rejectCounts(job)
    var partitions: [[CountedRange]] = []
    for partition in try await journal.partitions(job) {
      var joiner = CountedRangeJoiner(partition: partition.partition)
      var last: RangeRecord?
      while case let page = try await journal.ranges(
        ofPartition: partition.id, after: last, limit: RangeStream.pageSize), !page.isEmpty
      {
        for range in page {
          let work = try RangeWork(range, partition: partition.partition)
          let keys = range.rows + Int64(rejects[range.id] ?? 0)
          joiner.add(
            CountedRange(partition: work.partition, range: work.range, keys: keys),
            of: range.ordinal)
        }
        last = page.last
      }
      partitions.append(joiner.close())
    }
    self.partitions = partitions
  }
}

extension ArraySlice<SourceTally.CountedRange> {
  /// The keys that the ranges held.
  var keys: Int64 { reduce(0) { $0 + $1.keys } }

  /// The range from the first to the last.
  var range: KeyRange { KeyRange(lower: first?.range.lower, upper: last?.range.upper) }
}
