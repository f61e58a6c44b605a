internal import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

/// A key range whose content was compared.
public struct ComparedRange: Sendable, Equatable {
  /// Its partition; nil where partitions are not compared one by one.
  public var partition: ServerName?
  /// The keys that it holds.
  public var range: KeyRange
  /// Entities of it on each side.
  public var sourceRows, targetRows: Int64
  /// Entities of it that differ.
  public var differences: Int64

  /// Its keys in words: "after 10 up to 20".
  public var text: String { range.text }
}

/// What a comparison found.
public struct VerificationReport: Sendable {
  /// The collections that were compared.
  public var source, target: CollectionAddress
  /// What was compared.
  public var mode: VerifyOptions.Mode
  /// Which key ranges were to be looked at; nil unless the comparison was by sample.
  public var sample: RangeSample?
  /// The partitions that were to be compared; nil means all.
  public var chosenPartitions: [ServerName]?
  /// The fields that were to be compared; nil means all.
  public var chosenFields: [ServerName]?
  /// The filter that compared entities passed; nil means all.
  public var filter: String?
  /// Entities on each side.
  public var sourceRows, targetRows: Int64
  /// Entities of the source whose content was compared.
  public var comparedRows: Int64
  /// Entities of each partition on both sides; one without a name where the server chooses them.
  public var counts: [(name: ServerName, source: Int64, target: Int64)]
  /// Entities of each partition by `count(*)` where the sides differ, or the target holds a key twice.
  public var partitions: [(name: ServerName, source: Int64, target: Int64)]
  /// Key ranges that were compared, and those that differ.
  public var ranges, differingRanges: Int
  /// Key ranges that there are, those among them that a sample passed over.
  public var allRanges: Int
  /// The key ranges that were compared: the first `rangeLimit`, and as many more that differ.
  public var comparedRanges: [ComparedRange]
  /// Differences in the schemas, in plain words.
  public var schemaDifferences: [String]
  /// The entities that differ, in key order, at most `differenceLimit` of them.
  public var differences: [Difference]
  /// How many entities differ in all.
  public var differenceCount: Int64
  /// How many differ in each way.
  public var kinds: [Difference.Kind: Int64] = [:]
  /// Whether the target was loaded for the comparison and released afterwards.
  public var loadedTarget: Bool
  /// Seconds that it took.
  public var seconds: Double
  /// Bytes that were read from both sides.
  public var bytes: Int64

  /// A report of nothing yet.
  init(source: CollectionAddress, target: CollectionAddress, mode: VerifyOptions.Mode) {
    (self.source, self.target, self.mode) = (source, target, mode)
    (sourceRows, targetRows, comparedRows, differenceCount, bytes) = (0, 0, 0, 0, 0)
    (ranges, differingRanges, allRanges, seconds, loadedTarget) = (0, 0, 0, 0, false)
    (counts, partitions, comparedRanges, schemaDifferences, differences) = ([], [], [], [], [])
  }

  /// The number of differences that are kept by name.
  public static let differenceLimit = ChunkFindings.mostNamed
  /// The number of key ranges that are kept whether or not they differ.
  public static let rangeLimit = 10_000

  /// Whether nothing differs.
  public var isEqual: Bool {
    differenceCount == 0 && sourceRows == targetRows && schemaDifferences.isEmpty
      && partitions.isEmpty
  }
}

extension VerificationReport {
  /// The differences but those of rows that the target refused, and how many these are.
  ///
  /// Beyond the limit of those that are named, refused rows are taken to be among the others.
  func differences(except refused: [RejectedRow]) -> (named: [Difference], count: Int64) {
    let expected = Set(refused.map { Place(key: $0.key, partition: $0.partition) })
    let named = differences.filter {
      !expected.contains(Place(key: $0.key, partition: $0.partition))
    }
    return (named, max(Int64(named.count), differenceCount - Int64(refused.count)))
  }

  private struct Place: Hashable {
    var key: PrimaryKey
    var partition: ServerName?
  }
}

extension VerificationReport {
  /// Counts differences, and keeps them by name while there is room.
  mutating func note(_ found: [Difference]) { note(found, found.kinds) }

  private mutating func note(_ named: [Difference], _ counts: [Difference.Kind: Int]) {
    for (kind, count) in counts {
      differenceCount += Int64(count)
      kinds[kind, default: 0] += Int64(count)
    }
    differences += named.prefix(max(0, Self.differenceLimit - differences.count))
  }

  /// Counts a key range and the rows of it.
  mutating func note(_ found: ChunkFindings) {
    count(source: Int64(found.sourceRows), target: Int64(found.targetRows))
    noteRange(found)
  }

  /// Counts a key range whose rows are counted otherwise.
  mutating func noteRange(_ found: ChunkFindings) {
    ranges += 1
    comparedRows += Int64(found.sourceRows)
    bytes += Int64(found.bytes)
    let differences = found.differenceCount
    if differences > 0 {
      differingRanges += 1
      note(found.differences, found.kinds)
    }
    let limit = differences == 0 ? Self.rangeLimit : 2 * Self.rangeLimit
    if comparedRanges.count < limit { comparedRanges.append(ComparedRange(found)) }
  }

  /// Rows of both sides.
  struct Rows: Sendable, Equatable {
    var source: Int64
    var target: Int64

    /// Whether there are none.
    var isEmpty: Bool { source == 0 && target == 0 }
    /// Whether there are as many on both sides.
    var isLevel: Bool { source == target }

    /// No rows.
    static let none = Rows(source: 0, target: 0)

    /// Adds those of a key range.
    mutating func add(_ found: ChunkFindings) {
      source = source.addingClamped(Int64(found.sourceRows))
      target = target.addingClamped(Int64(found.targetRows))
    }

    /// What came since there were fewer.
    func since(_ before: Rows) -> Rows {
      Rows(
        source: source.subtractingClamped(before.source),
        target: target.subtractingClamped(before.target))
    }
  }

  /// The rows so far.
  var rows: Rows { Rows(source: sourceRows, target: targetRows) }

  /// Notes the rows that were read of a partition, or those that were counted if the target holds
  /// a key of it several times: a query returns one row of a key, however often the key is there.
  mutating func note(
    _ read: Rows, of partition: ServerName?, counted: Rows
  ) {
    guard counted.target > read.target else {
      return counts.append((partition ?? "", read.source, read.target))
    }
    counts.append((partition ?? "", counted.source, counted.target))
    partitions.append((partition ?? "", counted.source, counted.target))
  }

  /// Adds entities that a side counts.
  mutating func count(source: Int64 = 0, target: Int64 = 0) {
    sourceRows = sourceRows.addingClamped(source)
    targetRows = targetRows.addingClamped(target)
  }

  /// Notes the rows of a partition, once more where the sides differ.
  mutating func noteCount(_ partition: ServerName?, source: Int64, target: Int64) {
    counts.append((partition ?? "", source, target))
    if source != target { partitions.append((partition ?? "", source, target)) }
  }

  /// Puts what was found in any order into that of partitions and keys.
  mutating func sort() {
    differences.sort { $0.key < $1.key }
    let names = counts.map(\.name)
    let places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    comparedRanges.sort { one, other in
      let (here, there) = (places[one.partition ?? ""] ?? 0, places[other.partition ?? ""] ?? 0)
      guard here == there else { return here < there }
      guard let lower = one.range.lower else { return other.range.lower != nil }
      return other.range.lower.map { lower < $0 } ?? false
    }
  }
}

extension ComparedRange {
  /// A range as a report has it.
  fileprivate init(_ found: ChunkFindings) {
    self.init(
      partition: found.chunk.partition, range: found.chunk.range,
      sourceRows: Int64(found.sourceRows), targetRows: Int64(found.targetRows),
      differences: Int64(found.differenceCount))
  }
}
