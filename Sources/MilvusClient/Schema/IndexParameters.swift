/// The JSON object in which index parameters travel, to pairs and back, each value kept as written.
package enum IndexParameters {
  /// The members of a JSON object; a string without its quotes, anything else as its JSON text.
  ///
  /// - Returns: nil if the text is no JSON object.
  package static func members(of text: String) -> [KeyValue]? {
    var scanner = JSONScanner(text)
    return scanner.object()
  }

  /// The JSON object with those members: numbers, truth values, lists and objects as they are.
  package static func json(_ pairs: [KeyValue]) -> String {
    let members = pairs.map { "\(quoted($0.key)):\(literal($0.value))" }
    return "{\(members.joined(separator: ","))}"
  }

  private static func literal(_ value: String) -> String {
    // What a lenient parser takes for JSON would make the whole object unreadable to a server.
    let bytes = Array(value.utf8)
    let isText = [bytes.first, bytes.last].contains { byte in
      byte.map { $0 == UInt8(ascii: "\"") || JSONMeaning.spaces.contains($0) } ?? true
    }
    return !isText && JSONMeaning.form(of: bytes) != nil ? value : quoted(value)
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case _ where scalar.value < 0x20:
        "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

/// Walks over JSON text without changing a number.
private struct JSONScanner {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = Substring(text).unicodeScalars }

  mutating func object() -> [KeyValue]? {
    var members: [KeyValue] = []
    guard take("{") else { return nil }
    if take("}") { return isAtEnd ? members : nil }
    repeat {
      skipSpace()
      guard let key = string(), take(":"), let value = value() else { return nil }
      members.append(KeyValue(key, value))
    } while take(",")
    return take("}") && isAtEnd ? members : nil
  }

  private var isAtEnd: Bool { rest.allSatisfy(\.properties.isWhitespace) }

  /// A string without its quotes, or the text of any other value.
  private mutating func value() -> String? {
    skipSpace()
    guard let first = rest.first else { return nil }
    if first == "\"" { return string() }
    if first == "{" || first == "[" { return nested() }
    let scalars = rest.prefix { !",}] \t\r\n".unicodeScalars.contains($0) }
    let word = String(String.UnicodeScalarView(scalars))
    guard ["true", "false", "null"].contains(word) || Self.isNumber(word) else { return nil }
    rest = rest.dropFirst(word.unicodeScalars.count)
    return word
  }

  private static func isNumber(_ word: String) -> Bool {
    let digits = word.hasPrefix("-") ? word.dropFirst() : word[...]
    guard let first = digits.first, first.isASCII, first.isNumber else { return false }
    return Double(word) != nil && !word.lowercased().contains("x")
  }

  /// The text of an object or a list, brackets included.
  private mutating func nested() -> String? {
    let start = rest
    var depth = 0
    while let next = rest.first {
      if next == "\"" {
        guard string() != nil else { return nil }
        continue
      }
      rest = rest.dropFirst()
      if next == "{" || next == "[" { depth += 1 }
      if next == "}" || next == "]" { depth -= 1 }
      if depth == 0 {
        return String(String.UnicodeScalarView(start[..<rest.startIndex]))
      }
    }
    return nil
  }

  private mutating func string() -> String? {
    guard rest.first == "\"" else { return nil }
    rest = rest.dropFirst()
    var text = String.UnicodeScalarView()
    while let next = rest.popFirst() {
      switch next {
      case "\"": return String(text)
      case "\\":
        guard let scalar = escape() else { return nil }
        text.append(scalar)
      default: text.append(next)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    switch rest.popFirst() {
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    case "b": "\u{8}"
    case "f": "\u{c}"
    case "u": unicodeEscape()
    case let other: other
    }
  }

  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let high = codeUnit() else { return nil }
    guard (0xd800..<0xdc00).contains(high) else { return Unicode.Scalar(high) }
    guard rest.popFirst() == "\\", rest.popFirst() == "u", let low = codeUnit(),
      (0xdc00..<0xe000).contains(low)
    else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))
  }

  private mutating func codeUnit() -> UInt32? {
    let digits = String(String.UnicodeScalarView(rest.prefix(4)))
    rest = rest.dropFirst(4)
    return digits.utf8.count == 4 ? UInt32(digits, radix: 16) : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard rest.first == scalar else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func skipSpace() {
    rest = rest.drop(while: \.properties.isWhitespace)
  }
}
