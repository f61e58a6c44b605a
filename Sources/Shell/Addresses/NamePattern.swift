package import MilvusClient

/// A name with `*` for any run of characters and `?` for any one.
///
/// Names are compared by their bytes, as the server does: `?` still stands for one character.
package struct NamePattern: Sendable, Hashable {
  /// The pattern as it was written.
  package var text: String

  /// Makes a pattern of the text; every text is one.
  package init(_ text: String) {
    self.text = text
  }

  /// Whether the text holds `*` or `?`, so that it can match more than its own letters.
  package var isOpen: Bool {
    Self.isOpen(text)
  }

  /// Whether a word typed as a name is a pattern.
  package static func isOpen(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0 == "*" || $0 == "?" }
  }

  /// Whether the whole name fits the pattern.
  ///
  /// A star first matches nothing; after a mismatch the last star swallows one character more.
  /// Earlier stars need no second look, so the work is bounded by the product of the two lengths.
  package func matches(_ name: ServerName) -> Bool {
    let wanted = Array(text.unicodeScalars)
    let given = Array(name.text.unicodeScalars)
    var (at, from) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while from < given.count {
      if at < wanted.count, wanted[at] == "*" {
        star = (at, from)
        at += 1
      } else if at < wanted.count, wanted[at] == "?" || wanted[at] == given[from] {
        at += 1
        from += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        at = last.pattern + 1
        from = last.name + 1
      } else {
        return false
      }
    }
    return wanted[at...].allSatisfy { $0 == "*" }
  }

  /// The names that fit, in their own order.
  package func selection(from names: [ServerName]) -> [ServerName] {
    names.filter(matches)
  }
}
