/// The name of something on a server: of a database, a collection, a field, a partition, an alias.
///
/// Names are compared as servers compare them, by the bytes of their UTF-8: Swift's text takes two
/// spellings of one character for the same, servers keep two things under them.
public struct ServerName: Sendable {
  /// The name as text: for messages, requests and journals, not to be compared.
  public let text: String

  /// A name of that text.
  public init(_ text: String) { self.text = text }

  /// Whether there is no name.
  public var isEmpty: Bool { text.isEmpty }
}

extension ServerName: Hashable {
  /// Whether two names have the same bytes.
  public static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension ServerName: Comparable {
  /// Orders names by their bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension ServerName: LosslessStringConvertible {
  /// The text.
  public var description: String { text }
}

extension ServerName: ExpressibleByStringInterpolation {
  /// A name that is written down, or put together from others.
  public init(stringLiteral text: String) { self.init(text) }
}

extension ServerName: Codable {
  /// Reads a name from a plain string.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the name as a plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Sequence<ServerName> {
  /// The texts of the names, one after the other.
  public func joined(separator: String) -> String { map(\.text).joined(separator: separator) }
}
