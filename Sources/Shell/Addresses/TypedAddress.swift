package import MigrationEngine
package import MilvusClient

/// An address as it was typed: `[SIDE:][DATABASE.]NAME`.
package struct TypedAddress: Sendable, Equatable {
  /// The side, if it was named.
  package var side: Side?
  /// The database, if it was named.
  package var database: ServerName?
  /// The name, which may be a pattern.
  package var name: String

  /// Makes an address from its parts.
  package init(side: Side? = nil, database: ServerName? = nil, name: String) {
    self.side = side
    self.database = database
    self.name = name
  }

  /// Reads an address.
  package init(parsing text: String) throws(UsageError) {
    let (side, rest) = try Self.split(text)
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.last, parts.allSatisfy({ !$0.isEmpty }) else {
      throw UsageError(
        .invalidValue, "the address \"\(text)\" lacks a name",
        hint: "write [source:|target:][DATABASE.]NAME, like target:sales.docs")
    }
    guard parts.count <= 2 else {
      throw UsageError(
        .invalidValue, "the address \"\(text)\" has more than a database and a name",
        hint: "write [source:|target:][DATABASE.]NAME, like target:sales.docs")
    }
    self.init(side: side, database: parts.count == 2 ? ServerName(parts[0]) : nil, name: name)
  }

  /// Reads `[SIDE:]NAME`, the address of something that is in no database.
  package static func sided(_ text: String) throws(UsageError) -> (side: Side?, name: String) {
    let (side, name) = try split(text)
    guard !name.isEmpty else {
      throw UsageError(.invalidValue, "the address \"\(text)\" lacks a name")
    }
    return (side, name)
  }

  /// The collection that is meant when the side's current database is as given.
  package func collection(in current: ServerName) -> CollectionAddress {
    CollectionAddress(database: database ?? current, name: ServerName(name))
  }

  private static func split(_ text: String) throws(UsageError) -> (Side?, String) {
    guard let colon = text.firstIndex(of: ":") else { return (nil, text) }
    let word = String(text[..<colon])
    guard let side = Side(rawValue: word) else {
      throw UsageError(
        .invalidValue, "\"\(word)\" in \"\(text)\" is not a side",
        hint: "an address begins with source: or target:, or with neither")
    }
    return (side, String(text[text.index(after: colon)...]))
  }
}
