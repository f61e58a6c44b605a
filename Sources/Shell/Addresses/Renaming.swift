internal import ArgumentParser
internal import MigrationEngine
package import MilvusClient

/// A new name for one collection on the target, typed as `[DATABASE.]OLD:NEW`.
package struct Renaming: Sendable, Hashable {
  /// The database of the source, if it was named; without one, whichever has the collection.
  package var database: ServerName?
  /// The name on the source.
  package var old: ServerName
  /// The name on the target.
  package var new: ServerName

  /// Makes a renaming of its parts.
  package init(database: ServerName? = nil, old: ServerName, new: ServerName) {
    self.database = database
    self.old = old
    self.new = new
  }

  /// Whether the collection is the one that gets the new name.
  func concerns(_ address: CollectionAddress) -> Bool {
    old == address.name && database.map { $0 == address.database } ?? true
  }

  /// The old name as it has to be typed.
  var spelling: String {
    (database.map { NameSpelling.escaped($0) + "." } ?? "") + NameSpelling.escaped(old)
  }
}

extension Renaming: ExpressibleByArgument {
  package init?(argument: String) {
    let parts = EscapedText.parts(of: argument, at: ":")
    guard parts.count == 2, let address = try? TypedAddress(parsing: parts[0]),
      let old = address.name.name, address.database.map({ !$0.isOpen }) ?? true,
      EscapedText.parts(of: parts[1], at: ".").count == 1,
      let new = NamePattern(parts[1]).name, !new.isEmpty
    else { return nil }
    self.init(database: address.database?.name, old: old, new: new)
  }
}
