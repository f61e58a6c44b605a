/// The first bytes of a client, by which a server shows what it speaks.
enum Greeting: Sendable {
  case http2, tls

  var bytes: [UInt8] {
    switch self {
    case .http2:
      // The connection preface and an empty SETTINGS frame.
      Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0]
    case .tls:
      Self.clientHello
    }
  }

  /// The smallest hello that servers take for one; an alert in return tells as much as a handshake.
  private static let clientHello: [UInt8] = {
    let random = [UInt8](repeating: 0x5a, count: 32)
    let ciphers: [UInt8] = [0xc0, 0x2f, 0xc0, 0x2b, 0xc0, 0x30, 0xc0, 0x2c, 0x00, 0x9c]
    let groups: [UInt8] = [0, 10, 0, 6, 0, 4, 0, 29, 0, 23]
    let signatures: [UInt8] = [0, 13, 0, 10, 0, 8, 4, 3, 8, 4, 4, 1, 5, 1]
    let pointFormats: [UInt8] = [0, 11, 0, 2, 1, 0]
    let protocols: [UInt8] = [0, 16, 0, 5, 0, 3, 2] + "h2".utf8
    let extensions = groups + signatures + pointFormats + protocols
    let body =
      [3, 3] + random + [0] + length(ciphers, bytes: 2) + ciphers + [1, 0]
      + length(extensions, bytes: 2) + extensions
    let handshake = [1] + length(body, bytes: 3) + body
    return [0x16, 3, 1] + length(handshake, bytes: 2) + handshake
  }()

  private static func length(_ content: [UInt8], bytes: Int) -> [UInt8] {
    (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: content.count >> ($0 * 8)) }
  }
}
