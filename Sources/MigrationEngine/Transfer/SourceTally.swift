internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// How many keys the copy found where: what a source counts there later can be held against it.
struct SourceTally {
  /// A range of keys of one partition, and how many distinct keys it held.
  struct Stretch: Equatable {
    var partition: ServerName?
    var range: KeyRange
    var keys: Int64
  }

  /// The stretches of each partition in key order, from the lowest key there can be to the highest.
  let partitions: [[Stretch]]

  /// Neighbouring stretches, about `count` groups in all and at least one for each partition.
  func spans(about count: Int) -> [ArraySlice<Stretch>] {
    let share = max(1, count / max(1, partitions.count))
    return partitions.flatMap { stretches in
      let groups = min(share, stretches.count)
      return (0..<groups).map { group in
        stretches[group * stretches.count / groups..<(group + 1) * stretches.count / groups]
      }
    }
  }
}

extension SourceTally {
  /// The tally of a job whose ranges are all done.
  init(_ journal: Journal, job: Int64) async throws {
    let rejects = try await journal.rejectCounts(job)
    var partitions: [[Stretch]] = []
    for partition in try await journal.partitions(job) {
      var line = StretchLine(partition: partition.partition)
      var last: RangeRecord?
      while case let page = try await journal.ranges(
        ofPartition: partition.id, after: last, limit: RangeStream.pageSize), !page.isEmpty
      {
        for range in page {
          let work = try RangeWork(range, partition: partition.partition)
          let keys = range.rows + Int64(rejects[range.id] ?? 0)
          line.add(
            Stretch(partition: work.partition, range: work.range, keys: keys), of: range.ordinal)
        }
        last = page.last
      }
      partitions.append(line.close())
    }
    self.partitions = partitions
  }
}

extension ArraySlice<SourceTally.Stretch> {
  /// The keys that the stretches held.
  var keys: Int64 { reduce(0) { $0 + $1.keys } }

  /// The range from the first stretch to the last.
  var range: KeyRange { KeyRange(lower: first?.range.lower, upper: last?.range.upper) }
}
