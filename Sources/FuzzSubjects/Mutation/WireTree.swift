/// A protobuf message taken apart without its schema, so that it can be changed and stay whole.
///
/// What can be read as a message is taken for one. That may be wrong for a text or a number list,
/// which does no harm: what is put together again means the same.
struct WireTree {
  /// A field of a message.
  struct Node {
    var number: UInt64
    var content: Content
  }

  /// What a field holds.
  indirect enum Content {
    case varint(UInt64)
    case fixed64([UInt8])
    case fixed32([UInt8])
    case bytes([UInt8])
    case message([Node])
  }

  var nodes: [Node]

  // Deeper than any message of Milvus; more would be chance.
  private static let maximumDepth = 8

  /// Makes a message of fields.
  init(nodes: [Node]) {
    self.nodes = nodes
  }

  /// Takes a message apart; nil if the bytes are none.
  init?(_ bytes: [UInt8]) {
    guard let nodes = Self.nodes(of: bytes[...], depth: 0) else { return nil }
    self.nodes = nodes
  }

  /// Puts the message together.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for node in nodes { Self.append(node, to: &bytes) }
    return bytes
  }

  private static func nodes(of bytes: ArraySlice<UInt8>, depth: Int) -> [Node]? {
    var rest = bytes
    var nodes: [Node] = []
    while !rest.isEmpty {
      guard let tag = varint(&rest), tag >> 3 > 0,
        let content = content(kind: tag & 7, of: &rest, depth: depth)
      else { return nil }
      nodes.append(Node(number: tag >> 3, content: content))
    }
    return nodes
  }

  private static func content(
    kind: UInt64, of rest: inout ArraySlice<UInt8>, depth: Int
  ) -> Content? {
    switch kind {
    case 0: return varint(&rest).map(Content.varint)
    case 1: return take(8, of: &rest).map { .fixed64(Array($0)) }
    case 5: return take(4, of: &rest).map { .fixed32(Array($0)) }
    case 2:
      guard let length = varint(&rest), length <= UInt64(rest.count),
        let bytes = take(Int(length), of: &rest)
      else { return nil }
      let isLeaf = bytes.isEmpty || depth == maximumDepth
      let nodes = isLeaf ? nil : nodes(of: bytes, depth: depth + 1)
      return nodes.map(Content.message) ?? .bytes(Array(bytes))
    default: return nil
    }
  }

  private static func take(_ count: Int, of rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  private static func append(_ node: Node, to bytes: inout [UInt8]) {
    switch node.content {
    case .varint(let value):
      append(node.number << 3, to: &bytes)
      append(value, to: &bytes)
    case .fixed64(let content):
      append(node.number << 3 | 1, to: &bytes)
      bytes += content
    case .fixed32(let content):
      append(node.number << 3 | 5, to: &bytes)
      bytes += content
    case .bytes(let content): append(node.number, content, to: &bytes)
    case .message(let nodes):
      var content: [UInt8] = []
      for node in nodes { append(node, to: &content) }
      append(node.number, content, to: &bytes)
    }
  }

  private static func append(_ number: UInt64, _ content: [UInt8], to bytes: inout [UInt8]) {
    append(number << 3 | 2, to: &bytes)
    append(UInt64(content.count), to: &bytes)
    bytes += content
  }

  private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
