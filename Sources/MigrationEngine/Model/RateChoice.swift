/// What a job is to write a second at most.
public enum RateChoice: Sendable, Equatable {
  /// So many bytes.
  case limit(bytesPerSecond: Double)
  /// All that the target takes.
  case off

  /// The choice of so many bytes, or of none.
  public init(_ bytesPerSecond: Double?) {
    self = bytesPerSecond.map { .limit(bytesPerSecond: $0) } ?? .off
  }

  /// The limit; nil for none.
  public var bytesPerSecond: Double? {
    guard case .limit(let bytesPerSecond) = self else { return nil }
    return bytesPerSecond
  }
}
