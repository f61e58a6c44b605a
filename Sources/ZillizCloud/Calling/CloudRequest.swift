/// A question to the control plane; all of them only read.
struct CloudRequest: Sendable {
  /// The parts of the path after `/v2/`, not encoded.
  var path: [String]
  /// Names and values after the question mark, not encoded.
  var query: [(name: String, value: String)] = []
  /// JSON to be posted; nil for a `GET`.
  var body: [UInt8]?

  /// A question without a body.
  static func get(
    _ path: String..., query: [(name: String, value: String)] = []
  ) -> CloudRequest {
    CloudRequest(path: path, query: query)
  }

  /// The URL at the address.
  func url(at address: CloudAddress) -> String {
    let parts = ["v2"] + path.map(Self.encoded)
    let items = query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
    let tail = items.isEmpty ? "" : "?" + items.joined(separator: "&")
    return "\(address)/\(parts.joined(separator: "/"))\(tail)"
  }

  /// The text with every byte that means something in a URL as `%2F`.
  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar))
      encoded +=
        isPlain
        ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return encoded
  }
}
