/// What a server acknowledged of a write.
public struct WriteReceipt: Sendable, Hashable {
  /// How many rows were written.
  public var rowCount: Int64

  /// Makes a receipt.
  public init(rowCount: Int64) {
    self.rowCount = rowCount
  }
}
