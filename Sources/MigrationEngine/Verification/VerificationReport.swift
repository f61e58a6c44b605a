public import MilvusClient

/// How a comparison is done.
public struct VerifyOptions: Sendable {
  /// What is compared.
  public enum Mode: String, Sendable, CaseIterable {
    /// The number of entities, by partition.
    case count
    /// Every field of every entity.
    case full
  }

  /// What is compared.
  public var mode: Mode
  /// Names of the fields to compare; nil means all.
  public var fields: [String]?

  /// Makes options; full comparison of all fields by default.
  public init(mode: Mode = .full, fields: [String]? = nil) {
    self.mode = mode
    self.fields = fields
  }
}

/// How far a comparison is.
public enum VerifyProgress: Sendable {
  /// The target had to be loaded for the comparison and is released afterwards.
  case loadsTarget(CollectionAddress)
  /// The target could not be released after a failure.
  case leavesLoaded(CollectionAddress, because: String)
  /// Entities compared of those that there are.
  case compared(rows: Int64, of: Int64)
}

/// One entity that is not the same on both sides.
public struct Difference: Sendable, Hashable {
  /// How an entity differs.
  public enum Kind: String, Sendable, CaseIterable {
    case missing, extra, changed
  }

  /// Its key.
  public var key: PrimaryKey
  /// Its partition; nil where partitions are not compared one by one.
  public var partition: String?
  /// How it differs; missing and extra are said of the target.
  public var kind: Kind
  /// The fields whose values differ, for a changed entity.
  public var fields: [String]
}

/// What a comparison found.
public struct VerificationReport: Sendable {
  /// The collections that were compared.
  public var source, target: CollectionAddress
  /// What was compared.
  public var mode: VerifyOptions.Mode
  /// Entities on each side.
  public var sourceRows, targetRows: Int64
  /// Entities of each partition by `count(*)` where the sides differ, or the target holds a key twice.
  public var partitions: [(name: String, source: Int64, target: Int64)]
  /// Key ranges that were compared, and those that differ.
  public var ranges, differingRanges: Int
  /// Differences in the schemas, in plain words.
  public var schemaDifferences: [String]
  /// The entities that differ, in key order, at most `differenceLimit` of them.
  public var differences: [Difference]
  /// How many entities differ in all.
  public var differenceCount: Int64
  /// Whether the target was loaded for the comparison and released afterwards.
  public var loadedTarget: Bool
  /// Seconds that it took.
  public var seconds: Double
  /// Bytes that were read from both sides.
  public var bytes: Int64

  /// A report of nothing yet.
  init(source: CollectionAddress, target: CollectionAddress, mode: VerifyOptions.Mode) {
    (self.source, self.target, self.mode) = (source, target, mode)
    (sourceRows, targetRows, differenceCount, bytes) = (0, 0, 0, 0)
    (ranges, differingRanges, seconds, loadedTarget) = (0, 0, 0, false)
    (partitions, schemaDifferences, differences) = ([], [], [])
  }

  /// Counts differences, and keeps them by name while there is room.
  mutating func note(_ found: [Difference]) {
    differenceCount += Int64(found.count)
    differences += found.prefix(max(0, Self.differenceLimit - differences.count))
  }

  /// The number of differences that are kept by name.
  public static let differenceLimit = 10_000

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
    var partition: String?
  }
}
