/// The part of a line left of the cursor: whole words, and the one that is being typed.
struct CompletedLine {
  /// The words of the current command before the last one.
  var words: [String] = []
  /// The last word as far as it is typed, without quotes.
  var word = ""
  /// How many characters of the line the last word takes.
  var typedCount = 0
  /// Whether the last word began with a quote that is still open; candidates stand inside of it.
  var isQuoted = false

  /// Reads the line; variables stay as they are.
  init(_ text: String) {
    var start = text.startIndex
    if let tokens = try? Tokenizer.tokens(of: text) {
      take(tokens, isOpen: text.last.map { !$0.isWhitespace } ?? false)
    } else if let quote = Self.openQuote(in: text),
      let tokens = try? Tokenizer.tokens(of: String(text[..<quote]))
    {
      start = text.index(after: quote)
      take(tokens, isOpen: false)
      word = String(text[start...])
      isQuoted = true
    }
    typedCount = isQuoted ? text[start...].count : Self.tail(of: text)
  }

  private mutating func take(_ tokens: [Token], isOpen: Bool) {
    for token in tokens {
      switch token {
      case .word(let word): words.append(word.unquotedText)
      case .separator: words = []
      }
    }
    // Prefixes belong to the line, not to the command's name.
    if let first = words.first, let start = first.firstIndex(where: { $0 != "-" && $0 != "@" }) {
      words[0] = String(first[start...])
    }
    guard isOpen, let last = words.last, case .word = tokens.last else { return }
    word = last
    words.removeLast()
  }

  /// The number of characters after the last blank or separator.
  private static func tail(of text: String) -> Int {
    text.reversed().prefix { !" \t;&|".contains($0) }.count
  }

  /// Where the quote stands that is not closed.
  private static func openQuote(in text: String) -> String.Index? {
    guard let error = syntaxError(of: text), case .openQuote = error.problem else { return nil }
    return text.index(text.startIndex, offsetBy: error.column - 1, limitedBy: text.endIndex)
  }

  private static func syntaxError(of text: String) -> SyntaxError? {
    do {
      _ = try Tokenizer.tokens(of: text)
      return nil
    } catch {
      return error
    }
  }
}
