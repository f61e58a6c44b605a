package import MilvusClient

/// A name with `*` for any run of characters and `?` for any one; a backslash takes their meaning.
///
/// Names are compared by their bytes, as the server does: `?` still stands for one character.
package struct NamePattern: Sendable, Hashable {
  /// The pattern as it was written.
  package let text: String
  private let marks: [EscapedText.Mark]

  /// Makes a pattern of the text; every text is one.
  package init(_ text: String) {
    self.text = text
    marks = EscapedText(text).marks
  }

  /// Whether the text holds `*` or `?`, so that it can match more than its own letters.
  package var isOpen: Bool {
    marks.contains { $0.isAnyRun || $0.isAnyOne }
  }

  /// The one name that fits; nil if several may.
  package var name: ServerName? {
    guard !isOpen else { return nil }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: marks.lazy.map(\.scalar))
    return ServerName(String(name))
  }

  /// Whether the whole name fits the pattern.
  ///
  /// A star first matches nothing; after a mismatch the last star swallows one character more.
  /// Earlier stars need no second look, so the work is bounded by the product of the two lengths.
  package func matches(_ name: ServerName) -> Bool {
    let given = Array(name.text.unicodeScalars)
    var (at, from) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while from < given.count {
      if at < marks.count, marks[at].isAnyRun {
        star = (at, from)
        at += 1
      } else if at < marks.count, marks[at].isAnyOne || marks[at].scalar == given[from] {
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
    return marks[at...].allSatisfy(\.isAnyRun)
  }

  /// The names that fit, in their own order.
  package func selection(from names: [ServerName]) -> [ServerName] {
    names.filter(matches)
  }
}

extension EscapedText.Mark {
  fileprivate var isAnyRun: Bool { scalar == "*" && !isEscaped }
  fileprivate var isAnyOne: Bool { scalar == "?" && !isEscaped }
}
