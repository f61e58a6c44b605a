internal import MilvusClient

/// One copy of a row, live or dead.
struct FakeRow: Sendable {
  /// The key.
  var key: PrimaryKey
  /// The key by which the row was routed: another one if the request's columns misled the server.
  var route: PrimaryKey
  /// The partition that it is in.
  var partition: ServerName
  /// Its values by field, as the bytes of one value each; a field without one is null.
  var cells: [ServerName: [UInt8]]
  /// When it was written.
  var born: UInt64
  /// When it was deleted or replaced.
  var died: UInt64?

  /// Whether it is there at a time; nil means now.
  func isAlive(at time: UInt64?) -> Bool {
    guard let time else { return died == nil }
    return born <= time && (died.map { time < $0 } ?? true)
  }
}
