/// How far the copy of one partition is, summed over its key ranges.
public struct PartitionProgress: Sendable, Equatable {
  /// Its name on both ends; empty if the job copies its collection as a whole.
  public var name: String
  /// How many ranges were planned, and how many of them are done.
  public var ranges, doneRanges: Int
  /// How many rows the ranges hold, as the scan counted them.
  public var plannedRows: Int64
  /// How many rows were copied in ranges that are done.
  public var doneRows: Int64
  /// Whether it is scanned to its end, so that `plannedRows` is the whole.
  public var isScanComplete: Bool

  /// Describes a partition's progress from its parts.
  public init(
    name: String, ranges: Int, doneRanges: Int, plannedRows: Int64, doneRows: Int64,
    isScanComplete: Bool
  ) {
    self.name = name
    self.ranges = ranges
    self.doneRanges = doneRanges
    self.plannedRows = plannedRows
    self.doneRows = doneRows
    self.isScanComplete = isScanComplete
  }
}
