package import MilvusClient

/// Names as they have to be typed, where they hold what means something in an address.
///
/// In what is typed, a backslash takes the meaning from `.`, `:`, `*`, `?` and another backslash.
/// Before anything else it is a character like others, so that few names need any of this.
package enum NameSpelling {
  /// What stands between parts of an address or for other characters, and the backslash itself.
  package static let special = Set(".:*?\\".unicodeScalars)

  /// The name with a backslash before each character that would mean something else.
  package static func escaped(_ name: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if special.contains(scalar) { text.append("\\") }
      text.append(scalar)
    }
    return String(text)
  }

  /// The name with a backslash before each character that would mean something else.
  package static func escaped(_ name: ServerName) -> String { escaped(name.text) }

  /// The address, escaped; the database is left out if it is the one that is meant without one.
  package static func escaped(
    _ address: CollectionAddress, in current: ServerName
  ) -> String {
    let database = address.database == current ? "" : "\(escaped(address.database))."
    return database + escaped(address.name)
  }
}
