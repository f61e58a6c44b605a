/// The primary key of a row.
///
/// Keys are compared as servers compare them: texts by the bytes of their UTF-8, so that two
/// spellings of one character are two keys.
public enum PrimaryKey: Sendable {
  /// A key of type Int64.
  case int64(Int64)
  /// A key of type VarChar.
  case varchar(String)
}

extension PrimaryKey: Hashable {
  /// Whether two keys have the same type and the same bytes.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.int64(let left), .int64(let right)): left == right
    case (.varchar(let left), .varchar(let right)): left.utf8.elementsEqual(right.utf8)
    default: false
    }
  }

  /// Hashes the number, or the bytes of the text.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .int64(let value): hasher.combine(value)
    case .varchar(let text):
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}

extension PrimaryKey: Comparable {
  /// Orders numbers by value and texts by bytes; numbers come before texts.
  public static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.int64(let left), .int64(let right)): left < right
    case (.varchar(let left), .varchar(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.int64, .varchar): true
    case (.varchar, .int64): false
    }
  }
}

extension PrimaryKey: CustomStringConvertible {
  /// The key as a filter has it.
  public var description: String { literal }

  /// The key as a literal of a filter expression.
  ///
  /// Only backslash, double quote, line feed and carriage return are escaped: that is the one rule
  /// that the parsers of all servers share.
  public var literal: String {
    switch self {
    case .int64(let value): String(value)
    case .varchar(let text): Self.quoted(text)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result: [UInt8] = [UInt8(ascii: "\"")]
    result.reserveCapacity(text.utf8.count + 2)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): result += Array("\\\\".utf8)
      case UInt8(ascii: "\""): result += Array("\\\"".utf8)
      case 0x0A: result += Array("\\n".utf8)
      case 0x0D: result += Array("\\r".utf8)
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
    return String(decoding: result, as: UTF8.self)
  }
}

extension PrimaryKey {
  /// The key as it is kept in a journal: `i:42` or `s:abc`.
  public var journalText: String {
    switch self {
    case .int64(let value): "i:\(value)"
    case .varchar(let text): "s:" + text
    }
  }

  /// Makes a key of the text that ``journalText`` gave; nil if it is not such a text.
  public init?(journalText: String) {
    let rest = String(decoding: journalText.utf8.dropFirst(2), as: UTF8.self)
    switch Array(journalText.utf8.prefix(2)) {
    case Array("i:".utf8):
      guard let value = Int64(rest), String(value) == rest else { return nil }
      self = .int64(value)
    case Array("s:".utf8): self = .varchar(rest)
    default: return nil
    }
  }
}

extension PrimaryKey: Codable {
  /// Reads a key as a journal keeps it.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    let text = try value.decode(String.self)
    guard let key = PrimaryKey(journalText: text) else {
      throw DecodingError.dataCorruptedError(in: value, debugDescription: "\"\(text)\" is no key")
    }
    self = key
  }

  /// Writes the key as a journal keeps it.
  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encode(journalText)
  }
}
