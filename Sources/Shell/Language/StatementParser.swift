/// Groups tokens into statements.
package struct StatementParser {
  private var tokens: ArraySlice<Token>

  /// The statements of the text, whose first line has the given number.
  package static func statements(
    of text: String, line: Int = 1
  ) throws(SyntaxError) -> [Statement] {
    var parser = StatementParser(tokens: try Tokenizer.tokens(of: text, line: line)[...])
    return try parser.statements()
  }

  private mutating func statements() throws(SyntaxError) -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipNewlines()
      guard !tokens.isEmpty else { return statements }
      statements.append(try statement())
    }
  }

  private mutating func statement() throws(SyntaxError) -> Statement {
    var steps = [Statement.Step(condition: .always, command: try command())]
    while case .separator(let separator, let line, let column) = tokens.first {
      tokens.removeFirst()
      switch separator {
      case .and, .or:
        skipNewlines()
        guard !tokens.isEmpty else {
          throw SyntaxError(
            problem: .openCommand(after: separator.rawValue), line: line, column: column)
        }
        let condition = separator == .and ? Statement.Condition.afterSuccess : .afterFailure
        steps.append(Statement.Step(condition: condition, command: try command()))
      case .background:
        steps[steps.count - 1].command.isBackground = true
        // It separates already; a semicolon behind it is only a habit.
        if case .separator(.semicolon, _, _) = tokens.first { tokens.removeFirst() }
        return Statement(steps: steps)
      case .semicolon, .newline:
        return Statement(steps: steps)
      }
    }
    return Statement(steps: steps)
  }

  private mutating func command() throws(SyntaxError) -> SimpleCommand {
    if case .separator(let separator, let line, let column) = tokens.first {
      throw SyntaxError(
        problem: .missingCommand(before: separator.rawValue), line: line, column: column)
    }
    var words: [Word] = []
    while case .word(let word) = tokens.first {
      words.append(word)
      tokens.removeFirst()
    }
    return Self.withoutPrefixes(words)
  }

  private mutating func skipNewlines() {
    while case .separator(.newline, _, _) = tokens.first { tokens.removeFirst() }
  }

  /// Takes `-` and `@`, each once, from the beginning of the first word; they may stand alone.
  private static func withoutPrefixes(_ words: [Word]) -> SimpleCommand {
    var command = SimpleCommand(words: words, line: words.first?.line ?? 1)
    while let prefix = command.words.first?.bareStart.unicodeScalars.first {
      if prefix == "-", !command.ignoresFailure {
        command.ignoresFailure = true
      } else if prefix == "@", !command.isSilent {
        command.isSilent = true
      } else {
        break
      }
      command.dropPrefix()
    }
    // Without a word behind it a prefix is a command of that name, which does not exist.
    return command.words.isEmpty ? SimpleCommand(words: words, line: command.line) : command
  }
}

extension SimpleCommand {
  /// Removes the first character of the first word, and the word if nothing is left of it.
  fileprivate mutating func dropPrefix() {
    let rest = String(words[0].bareStart.unicodeScalars.dropFirst())
    words[0].column += 1
    words[0].pieces.removeFirst()
    if !rest.isEmpty { words[0].pieces.insert(.bare(rest), at: 0) }
    if words[0].pieces.isEmpty { words.removeFirst() }
  }
}
