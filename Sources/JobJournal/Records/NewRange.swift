/// A key range as it is planned: the keys above `lower` up to and including `upper`.
public struct NewRange: Sendable, Equatable {
  /// Its place among the ranges that the scan cut from its partition, from 0.
  public var ordinal: Int
  /// The key before its first, in its journal form; nil if it begins with the smallest key.
  public var lower: String?
  /// Its last key, in its journal form; nil if it ends with the greatest key.
  public var upper: String?
  /// How many rows the scan counted in it.
  public var expectedRows: Int64

  /// Describes a range from its parts; `split` ignores the ordinal.
  public init(ordinal: Int = 0, lower: String?, upper: String?, expectedRows: Int64) {
    self.ordinal = ordinal
    self.lower = lower
    self.upper = upper
    self.expectedRows = expectedRows
  }
}
