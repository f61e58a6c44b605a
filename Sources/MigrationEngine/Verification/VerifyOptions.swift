internal import MigrationPlanning
public import MilvusClient

/// How a comparison is done.
public struct VerifyOptions: Sendable {
  /// What is compared.
  public enum Mode: String, Sendable, CaseIterable {
    /// The number of entities, by partition.
    case count
    /// The number of entities, by partition, and every field of the entities in some key ranges.
    case sample
    /// Every field of every entity.
    case full
  }

  /// What is compared.
  public var mode: Mode
  /// Names of the fields to compare; nil means all.
  public var fields: [ServerName]?
  /// Which key ranges a comparison by sample looks at.
  public var sample: RangeSample
  /// The partitions to compare, of those that can be named; nil means all.
  public var partitions: [ServerName]?
  /// A filter expression of Milvus that compared entities pass on their side; nil means all.
  public var filter: String?

  /// Makes options; full comparison of all fields by default.
  public init(
    mode: Mode = .full, fields: [ServerName]? = nil, sample: RangeSample = RangeSample(seed: 1)
  ) {
    self.mode = mode
    self.fields = fields
    self.sample = sample
  }
}

/// How far a comparison or a repair is.
public enum VerifyProgress: Sendable {
  /// The target had to be loaded and is released afterwards.
  case loadsTarget(CollectionAddress)
  /// The target could not be released after a failure.
  case leavesLoaded(CollectionAddress, because: String)
  /// Something happened that the user should know.
  case notice(String)
  /// Entities compared, or passed over by a sample, of those that there are.
  case compared(rows: Int64, of: Int64)
}
