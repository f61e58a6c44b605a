/// Writes words so that the tokenizer reads them back.
package enum Quoting {
  /// The word as it has to be typed: as it is, or in single quotes.
  package static func quoted(_ word: String) -> String {
    // On scalars: a quote with an accent on it is still a quote.
    let isComment = word.unicodeScalars.first == "#"
    let isHome = HomeMark.begins(word)
    guard word.isEmpty || isComment || isHome || !word.unicodeScalars.allSatisfy(isPlain) else {
      return word
    }
    var text = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      if scalar == "'" {
        text.append(contentsOf: "'\\''".unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    return "'\(String(text))'"
  }

  /// The word as it is if the tokenizer reads it so, as it does a backslash before a dot; else quoted.
  ///
  /// For this shell's own line only: other shells take such a backslash away.
  package static func shortest(_ word: String) -> String {
    guard let tokens = try? Tokenizer.tokens(of: word), tokens.count == 1,
      case .word(let read) = tokens[0],
      read.pieces.allSatisfy({ if case .variable = $0 { false } else { true } }),
      read.unquotedText.unicodeScalars.elementsEqual(word.unicodeScalars)
    else { return quoted(word) }
    return word
  }

  /// The command as it has to be typed.
  package static func line(_ words: [String]) -> String {
    words.enumerated().map { place, word in
      // At its beginning a minus or an at sign would be a prefix, and ! is for the system's shell.
      place == 0 && beginsLikePrefix(word) ? "''\(quoted(word))" : quoted(word)
    }.joined(separator: " ")
  }

  /// Whether a command that begins with the word would begin with a prefix.
  static func beginsLikePrefix(_ word: String) -> Bool {
    word.unicodeScalars.first.map { ["-", "@", "!"].contains($0) } ?? false
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    case "_", "-", ".", "/", ":", "=", ",", "@", "%", "+", "*", "?", "^", "!", "[", "]", "#", "~":
      true
    default:
      scalar.value > 0x7F && !scalar.properties.isWhitespace
        && !ControlCharacters.isUnseen(scalar) && TypographicMark.meaning(of: scalar) == nil
    }
  }
}
