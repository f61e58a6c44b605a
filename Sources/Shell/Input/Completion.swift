/// Knows what can be typed: commands, options and the names of live things.
///
/// It is called on the editor's thread for every TAB and for every pause in typing, so it answers
/// at once from what it knows and never waits for a server.
package protocol Completer: Sendable {
  /// Returns what could stand at the cursor, which has `cursor` characters of `text` on its left.
  func completions(for text: String, cursor: Int) -> Completions

  /// Returns what is expected after `text`: shown dim behind the cursor and never inserted.
  func hint(for text: String) -> String?
}

/// The answer to TAB.
package struct Completions: Sendable, Equatable {
  /// How many characters left of the cursor a candidate replaces.
  package var replacing: Int
  /// What may stand there, quoted as it has to be typed, in the order of a list.
  package var candidates: [String]
  /// What a person should know about the answer, such as that names are being fetched.
  package var note: String?

  /// Candidates for the last `replacing` characters left of the cursor.
  package init(replacing: Int = 0, candidates: [String] = [], note: String? = nil) {
    self.replacing = replacing
    self.candidates = candidates
    self.note = note
  }

  /// Nothing is known to fit.
  package static let none = Completions()

  /// What all candidates begin with.
  var commonPrefix: String {
    guard let first = candidates.first else { return "" }
    return candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
  }

  /// What TAB puts in place of the last `replacing` characters, given those characters.
  ///
  /// A candidate that is the only one is followed by a blank, unless more of the word is to come.
  func replacement(for typed: String) -> String? {
    if candidates.count == 1, let only = candidates.first {
      let isOpen = only.last.map { ":.=/>".contains($0) } ?? true
      return isOpen ? only : only + " "
    }
    let common = commonPrefix
    return common.count > typed.count && common.hasPrefix(typed) ? common : nil
  }
}

extension String {
  /// What both begin with, in whole characters.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0.utf8.elementsEqual($1.utf8) }.map(\.0))
  }
}
