/// Follows the frames of an HTTP/2 conversation as its bytes pass, whatever their pieces.
struct HTTP2Frames {
  private static let headSize = 9
  private static let headersType: UInt8 = 1

  private var head: [UInt8] = []
  private var bodyLeft = 0

  /// How many frames that begin or end an answer start in these bytes.
  mutating func countHeaders(in bytes: ArraySlice<UInt8>) -> Int {
    var rest = bytes
    var headers = 0
    while !rest.isEmpty {
      if bodyLeft > 0 {
        let skipped = min(bodyLeft, rest.count)
        bodyLeft -= skipped
        rest = rest.dropFirst(skipped)
      } else {
        let missing = Self.headSize - head.count
        head += rest.prefix(missing)
        rest = rest.dropFirst(missing)
        headers += endHead()
      }
    }
    return headers
  }

  /// Takes a head that is complete; returns 1 if it is that of a HEADERS frame.
  private mutating func endHead() -> Int {
    guard head.count == Self.headSize else { return 0 }
    bodyLeft = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
    defer { head = [] }
    return head[3] == Self.headersType ? 1 : 0
  }
}
