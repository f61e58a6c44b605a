/// Which names a server takes for things of one sort; names are bytes.
package struct NameRule: Equatable {
  /// The bytes of a name.
  package enum Form: Equatable {
    /// Letters, digits and `_` of ASCII, no digit first.
    case identifier
    /// Letters, digits and `_` of ASCII.
    case word
    /// Letters, digits, `_` and, but for the first place, `-` of ASCII.
    case hyphenatedWord
    /// What a file system takes as the name of a folder.
    case folder
    /// Anything but nothing.
    case text
  }

  /// The bytes of a name.
  package let form: Form
  /// The most bytes that a name may have.
  package let length: Int

  /// A rule from its parts.
  package init(form: Form, length: Int) {
    self.form = form
    self.length = length
  }

  /// Why a name is not taken, as the rest of a sentence; nil if it is.
  package func refusal(of name: ServerName) -> String? {
    guard name.text.utf8.count <= length else {
      return "it has \(name.text.utf8.count) bytes, and \(length) is the most"
    }
    return isWellFormed(name) ? nil : "a name there has \(form.words)"
  }

  /// A name much like another that the rule takes.
  package func proposal(for name: ServerName) -> ServerName {
    guard refusal(of: name) != nil else { return name }
    let isPlain = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber)
    }
    var kept = String(name.text.map { isPlain($0) ? $0 : "_" })
    guard kept.contains(where: isPlain) else { return "collection" }
    if kept.first?.isNumber == true { kept = "_" + kept }
    return ServerName(String(kept.prefix(length)))
  }

  private func isWellFormed(_ name: ServerName) -> Bool {
    guard let first = name.text.utf8.first else { return false }
    switch form {
    case .identifier: return !first.isDigit && name.text.utf8.allSatisfy(\.isWordByte)
    case .word: return name.text.utf8.allSatisfy(\.isWordByte)
    case .hyphenatedWord:
      return first.isWordByte
        && name.text.utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
    case .folder:
      let separators = [UInt8(ascii: "/"), UInt8(ascii: "\\"), 0]
      return name != "." && name != ".." && !name.text.utf8.contains(where: separators.contains)
    case .text: return true
    }
  }
}

extension NameRule.Form {
  /// What names of the form are made of.
  fileprivate var words: String {
    switch self {
    case .identifier: "letters, digits and _ of ASCII only, and no digit first"
    case .word: "letters, digits and _ of ASCII only"
    case .hyphenatedWord: "letters, digits, _ and - of ASCII only, and no - first"
    case .folder: "neither / nor \\ in it"
    case .text: "something in it"
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isWordByte: Bool {
    let letter = self | 0x20
    return isDigit || self == UInt8(ascii: "_")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
  }
}
