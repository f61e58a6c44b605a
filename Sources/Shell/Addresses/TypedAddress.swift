package import MigrationEngine
package import MilvusClient

/// An address as it was typed: `[SIDE:][DATABASE.]NAME`, with a backslash before a `.` or `:` of a name.
package struct TypedAddress: Sendable, Equatable {
  /// The side, if it was named.
  package var side: Side?
  /// The database, if it was named; it may be a pattern.
  package var database: NamePattern?
  /// The name, which may be a pattern.
  package var name: NamePattern

  /// Makes an address from its parts, as they are typed.
  package init(side: Side? = nil, database: String? = nil, name: String) {
    self.side = side
    self.database = database.map { NamePattern($0) }
    self.name = NamePattern(name)
  }

  /// Reads an address.
  package init(parsing text: String) throws(UsageError) {
    let (side, rest) = try Self.split(text)
    let parts = EscapedText.parts(of: rest, at: ".")
    guard let name = parts.last, parts.allSatisfy({ !$0.isEmpty }) else {
      throw UsageError(
        .invalidValue, "the address \"\(text)\" lacks a name",
        hint: "a side and a database may stand before a name, like target:sales.docs")
    }
    guard parts.count <= 2 else {
      let example = Quoting.quoted(parts.joined(separator: "\\."))
      throw UsageError(
        .invalidValue, "the address \"\(text)\" has more than a database and a name",
        hint: "a dot that belongs to a name is written with a backslash, like \(example)")
    }
    self.init(side: side, database: parts.count == 2 ? parts[0] : nil, name: name)
  }

  /// Reads `[SIDE:]NAME`, the address of something that is in no database.
  package static func sided(_ text: String) throws(UsageError) -> (side: Side?, name: NamePattern) {
    let (side, name) = try split(text)
    guard !name.isEmpty else {
      throw UsageError(.invalidValue, "the address \"\(text)\" lacks a name")
    }
    return (side, NamePattern(name))
  }

  /// The pattern that every collection of a database fits, as it is typed.
  static func everything(in database: ServerName) -> String {
    Quoting.quoted("\(NameSpelling.escaped(database)).*")
  }

  /// Database and name as they were typed.
  package var text: String {
    (database.map { "\($0.text)." } ?? "") + name.text
  }

  /// Whether more than one collection may be meant.
  package var isOpen: Bool {
    name.isOpen || database?.isOpen == true
  }

  /// The collection that is meant when the side's current database is as given; nil for a pattern.
  package func collection(in current: ServerName) -> CollectionAddress? {
    guard !isOpen, let name = name.name else { return nil }
    return CollectionAddress(database: database?.name ?? current, name: name)
  }

  /// The one database that is meant when the side's current one is as given.
  package func databaseName(current: ServerName) throws(UsageError) -> ServerName {
    guard let database else { return current }
    guard let name = database.name else {
      throw UsageError(
        .invalidValue, "\"\(database.text)\" is a pattern, and one database has to be named",
        hint: "patterns of databases belong to --all-databases with --match and --exclude")
    }
    return name
  }

  /// Whether a collection of a database may fit.
  package func mayConcern(_ database: ServerName) -> Bool {
    self.database.map { $0.matches(database) } ?? true
  }

  /// Whether a collection fits; without a database in the pattern it may be in any.
  package func matches(_ address: CollectionAddress) -> Bool {
    name.matches(address.name) && database?.matches(address.database) ?? true
  }

  private static func split(_ text: String) throws(UsageError) -> (Side?, String) {
    let parts = EscapedText.parts(of: text, at: ":", maxSplits: 1)
    guard parts.count == 2 else { return (nil, text) }
    guard let side = Side(rawValue: parts[0]) else {
      let example = Quoting.quoted("\(parts[0])\\:\(parts[1])")
      throw UsageError(
        .invalidValue, "\"\(parts[0])\" in \"\(text)\" is not a side",
        hint:
          "an address begins with source: or target:, or with neither; a colon that belongs to a "
          + "name is written with a backslash, like \(example)")
    }
    return (side, parts[1])
  }
}
