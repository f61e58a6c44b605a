/// The part of a line left of the cursor: whole words, and the one that is being typed.
package struct CompletedLine {
  /// The words of the current command before the last one.
  package private(set) var words: [String] = []
  /// The last word as far as it is typed, without quotes.
  package private(set) var word = ""
  /// How many characters of the line the last word takes.
  package private(set) var typedCount = 0
  /// Whether the last word began with a quote that is still open; candidates stand inside of it.
  package private(set) var isQuoted = false

  /// Reads the line; variables stay as they are.
  package init(_ text: String) {
    if let tokens = try? Tokenizer.tokens(of: text) {
      take(tokens, of: text, isOpen: text.last.map { !$0.isWhitespace } ?? false)
    } else if let quote = Self.openQuote(in: text),
      let tokens = try? Tokenizer.tokens(of: String(text[..<quote]))
    {
      take(tokens, of: text, isOpen: false)
      word = String(text[text.index(after: quote)...])
      typedCount = word.count
      isQuoted = true
    }
  }

  /// The line with the words for which its first one stands.
  func unfolded(by shortcuts: Shortcuts) -> CompletedLine {
    var line = self
    line.words = shortcuts.unfolded(words)
    return line
  }

  private mutating func take(_ tokens: [Token], of text: String, isOpen: Bool) {
    var current: [Word] = []
    for token in tokens {
      if case .word(let word) = token { current.append(word) } else { current = [] }
    }
    words = current.map(\.unquotedText)
    // Prefixes belong to the line, not to the command's name.
    let prefixes = words.first?.prefix { $0 == "-" || $0 == "@" }.count ?? 0
    if prefixes > 0 { words[0] = String(words[0].dropFirst(prefixes)) }
    guard isOpen, let last = current.last else { return }
    word = words.removeLast()
    let typed = text.unicodeScalars.dropFirst(last.column - 1)
    typedCount = String(typed).count - (words.isEmpty ? prefixes : 0)
  }

  /// Where the quote stands that is not closed.
  private static func openQuote(in text: String) -> String.Index? {
    do {
      _ = try Tokenizer.tokens(of: text)
      return nil
    } catch {
      guard case .openQuote = error.problem else { return nil }
      let scalars = text.unicodeScalars
      return scalars.index(scalars.startIndex, offsetBy: error.column - 1)
    }
  }
}
