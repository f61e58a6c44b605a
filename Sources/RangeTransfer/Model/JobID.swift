/// The number of a job in its journal, as users type it.
public struct JobID: RawRepresentable, Hashable, Comparable, Sendable, Codable,
  CustomStringConvertible
{
  /// The number, from 1.
  public var rawValue: Int64

  /// Names the job with that number.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// The number in decimal.
  public var description: String { String(rawValue) }

  /// Whether one job was planned before another.
  public static func < (one: JobID, other: JobID) -> Bool {
    one.rawValue < other.rawValue
  }
}
