/// Inputs as text that can be pasted into a test.
enum Spelling {
  /// Bytes in hexadecimal digits.
  static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 0x10 ? "0" + digits : digits
    }.joined()
  }

  /// A text as a literal of Swift, everything but plain ASCII escaped.
  static func literal(_ text: String) -> String {
    "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case " "..."~": String(scalar)
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
}
