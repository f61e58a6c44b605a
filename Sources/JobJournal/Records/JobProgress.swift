/// How far a job is, summed over its key ranges.
public struct JobProgress: Sendable, Equatable {
  /// How many key ranges are in each state; states without a range are left out.
  public var ranges: [RangeRecord.State: Int]
  /// How many rows the ranges hold, as the scan counted them.
  public var plannedRows: Int64
  /// How many rows were copied in ranges that are done.
  public var doneRows: Int64
  /// How many bytes were copied in ranges that are done.
  public var doneBytes: Int64
  /// How many ranges were opened more than once.
  public var replayedRanges: Int
  /// How many rows the target refused for good.
  public var rejectedRows: Int
  /// Whether every partition is scanned to its end, so that `plannedRows` is the whole.
  public var isScanComplete: Bool

  /// Describes a job's progress from its parts.
  public init(
    ranges: [RangeRecord.State: Int] = [:], plannedRows: Int64 = 0, doneRows: Int64 = 0,
    doneBytes: Int64 = 0, replayedRanges: Int = 0, rejectedRows: Int = 0,
    isScanComplete: Bool = false
  ) {
    self.ranges = ranges
    self.plannedRows = plannedRows
    self.doneRows = doneRows
    self.doneBytes = doneBytes
    self.replayedRanges = replayedRanges
    self.rejectedRows = rejectedRows
    self.isScanComplete = isScanComplete
  }

  /// How many key ranges are in a state.
  public func count(_ state: RangeRecord.State) -> Int {
    ranges[state, default: 0]
  }
}
