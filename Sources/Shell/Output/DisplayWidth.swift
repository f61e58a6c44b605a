internal import CEditline

/// How many columns of a terminal text takes.
package enum DisplayWidth {
  /// The columns of `text`; sequences that set colours take none, and neither do control codes.
  package static func columns(of text: String) -> Int {
    var total = 0
    var sequence = EscapeSequence.none
    for character in text where !sequence.swallows(character) {
      total += columns(of: character)
    }
    return total
  }

  /// The columns of one character as a person sees it: those of its widest part.
  ///
  /// An accent, a variation selector or the next person of a family adds nothing; two regional
  /// indicators make one flag of two columns.
  package static func columns(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    let widest = scalars.reduce(0) { max($0, columns(of: $1)) }
    let isFlag = scalars.count == 2 && scalars.allSatisfy(\.isRegionalIndicator)
    return isFlag ? 2 : widest
  }

  /// The columns of one code point; 0 for control codes.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x7f { return scalar.value < 0x20 ? 0 : 1 }
    guard CharacterTable.isUTF8 else { return 1 }
    return max(0, Int(ce_character_width(wchar_t(scalar.value))))
  }

  /// `text` if it fits into `columns`, else its beginning and `mark`; without colour in that case.
  package static func truncated(_ text: String, to columns: Int, mark: String = "…") -> String {
    guard Self.columns(of: text) > columns else { return text }
    let room = columns - Self.columns(of: mark)
    guard room >= 0 else { return "" }
    return prefix(of: text, within: room) + mark
  }

  /// `text` if it fits into `columns`, else its beginning and its end with a mark between them.
  static func shortenedInside(_ text: String, to columns: Int) -> String {
    guard Self.columns(of: text) > columns else { return text }
    let room = columns - 1
    guard room >= 2 else { return truncated(text, to: columns) }
    return prefix(of: text, within: room / 2) + "…" + suffix(of: text, within: room - room / 2)
  }

  /// `text` with blanks behind it, or before it, so that it takes at least `columns`.
  package static func padded(
    _ text: String, to columns: Int, alignedRight: Bool = false
  ) -> String {
    let blanks = String(repeating: " ", count: max(0, columns - Self.columns(of: text)))
    return alignedRight ? blanks + text : text + blanks
  }

  /// As much of the beginning of `text` as fits, without colour.
  static func prefix(of text: String, within columns: Int) -> String {
    var room = columns
    var sequence = EscapeSequence.none
    return String(
      text.filter { !sequence.swallows($0) }.prefix { character in
        room -= Self.columns(of: character)
        return room >= 0
      })
  }

  /// As much of the end of `text` as fits.
  static func suffix(of text: String, within columns: Int) -> String {
    String(prefix(of: String(text.reversed()), within: columns).reversed())
  }
}

/// Follows a sequence such as `ESC [ 1 m` through a text.
private enum EscapeSequence {
  case none, begun, parameters

  /// Returns whether `character` belongs to a sequence.
  mutating func swallows(_ character: Character) -> Bool {
    switch self {
    case .none:
      guard character == "\u{1b}" else { return false }
      self = .begun
    case .begun:
      self = character == "[" ? .parameters : .none
    case .parameters:
      let isFinal = character.asciiValue.map { (0x40...0x7e).contains($0) } ?? true
      if isFinal { self = .none }
    }
    return true
  }
}

extension Unicode.Scalar {
  fileprivate var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}

/// The character table of the process, which widths and libedit depend on.
enum CharacterTable {
  /// Whether the table is UTF-8; sets it up on the first use, with C.UTF-8 if the environment says
  /// less: libedit drops every other character without a word.
  static let isUTF8 = ce_use_utf8() != 0

  /// Sets the table up, if that was not done yet.
  static func prepare() {
    _ = isUTF8
  }
}
