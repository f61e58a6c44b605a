/// Entities and bytes per second.
public struct TransferRate: Sendable, Equatable {
  /// Entities per second.
  public var rows: Double
  /// Bytes per second.
  public var bytes: Double

  /// Makes a rate from its parts.
  public init(rows: Double, bytes: Double) {
    self.rows = rows
    self.bytes = bytes
  }
}
