internal import JobJournal
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
    let ranges = Dictionary(grouping: try await journal.ranges(job)) { $0.partitionID }
    let rejects = Dictionary(grouping: try await journal.rejects(job)) { $0.rangeID }
    partitions = try await journal.partitions(job).map { partition in
      var stretches = try (ranges[partition.id] ?? []).map { range in
        let work = try RangeWork(range, partition: partition.partition)
        return Stretch(
          partition: work.partition, range: work.range,
          keys: range.rows + Int64(rejects[range.id]?.count ?? 0))
      }
      stretches.sort { $0.range.isBefore($1.range) }
      if stretches.isEmpty {
        stretches = [Stretch(partition: partition.partition, range: KeyRange(), keys: 0)]
      }
      // Beyond the last key that the scout found none is expected.
      stretches[stretches.count - 1].range.upper = nil
      return stretches
    }
  }
}

extension ArraySlice<SourceTally.Stretch> {
  /// The keys that the stretches held.
  var keys: Int64 { reduce(0) { $0 + $1.keys } }

  /// The range from the first stretch to the last.
  var range: KeyRange { KeyRange(lower: first?.range.lower, upper: last?.range.upper) }
}

extension KeyRange {
  /// Whether a range that shares no key with this one has the higher keys.
  fileprivate func isBefore(_ other: KeyRange) -> Bool {
    guard let start = other.lower else { return false }
    return lower.map { $0 < start } ?? true
  }
}
