internal import ArgumentParser
package import MilvusClient

/// A new name for one collection on the target, typed as `OLD:NEW`.
package struct Renaming: Sendable, Hashable {
  /// The name on the source.
  package var old: ServerName
  /// The name on the target.
  package var new: ServerName
}

extension Renaming: ExpressibleByArgument {
  package init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !NamePattern.isOpen(parts[0]),
      Self.isName(parts[1])
    else { return nil }
    self.init(old: ServerName(parts[0]), new: ServerName(parts[1]))
  }

  /// Whether servers take a text as the name of a collection: a letter or `_`, then also digits; from
  /// Milvus 2.4 also `$`.
  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(48...57).contains(first), first != 36 else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 36, 48...57, 65...90, 95, 97...122: true
      default: false
      }
    }
  }
}
