internal import MilvusClient
internal import MilvusWire
internal import TestSupport

/// Bytes that a server could send.
enum WireInput {
  /// An answer to a query, what the target wants of its columns, and the columns of the request that
  /// must come of it if the answer is whole.
  case answer([UInt8], rules: [ColumnRule], expected: [WireFieldData]?)
  /// An answer to a write.
  case receipt([UInt8])
  /// A column, or any other message.
  case message([UInt8])
  /// A schema.
  case schema([UInt8])
}

/// What the inputs of a block of the wire share.
struct WireBase {
  var page: RandomPage
  var answer: Bytes
  var receipt: Bytes
  var schema: Bytes

  /// A whole message as bytes and taken apart.
  struct Bytes {
    var whole: [UInt8]
    var tree: WireTree
  }
}
