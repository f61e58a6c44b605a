internal import Shell

/// What must hold for any text that is typed.
struct LineProperties {
  let text: String

  private static var expansion: Expansion {
    Expansion(arguments: ["one", "two words"]) {
      ["A": "a b", "EMPTY": ""][$0]
    }
  }

  func check() throws {
    try checkTokens()
    try checkStatements()
    try checkCompletion()
    _ = Scrubber.scrubbed(text)
    _ = Scrubber.scrubbed(text: text)
  }

  private func checkTokens() throws {
    do {
      var last = (line: 1, column: 0)
      for token in try Tokenizer.tokens(of: text) {
        let place = place(of: token)
        try require(place > last, "a token at \(place) after one at \(last)")
        last = place
      }
    } catch let error as SyntaxError {
      try check(error)
    }
  }

  private func place(of token: Token) -> (line: Int, column: Int) {
    switch token {
    case .word(let word): (word.line, word.column)
    case .separator(_, let line, let column): (line, column)
    }
  }

  /// A mistake is told at a place that exists, and one that a quote mends goes when there is one.
  private func check(_ error: SyntaxError) throws {
    let lines = text.unicodeScalars.count { $0 == "\n" } + 1
    try require(
      1...lines ~= error.line && 1...text.unicodeScalars.count + 1 ~= error.column,
      "a mistake in line \(error.line), column \(error.column)")
    try require(!error.usageError.message.isEmpty, "a mistake without words")
    // Behind a backslash a quote closes nothing.
    guard case .openQuote(let quote) = error.problem, text.unicodeScalars.last != "\\" else {
      return
    }
    do {
      _ = try Tokenizer.tokens(of: text + String(quote))
    } catch let other {
      try require(other != error, "the quote \(quote) cannot be closed")
    }
  }

  /// What the history keeps of a line does the same when it is typed again.
  private func checkStatements() throws {
    var input = PendingInput()
    input.add(text, at: nil)
    let statements: [Statement]
    do {
      statements = try input.statements()
    } catch {
      try require(input.isIncomplete == error.isIncomplete, "the prompt goes on where it must not")
      _ = input.historyText(of: [])
      return
    }
    try require(
      statements.allSatisfy { statement in
        !statement.steps.isEmpty && statement.steps.allSatisfy { !$0.command.words.isEmpty }
      }, "a statement without a command")
    guard let kept = input.historyText(of: statements), !kept.contains(Scrubber.mask) else {
      return
    }
    do {
      let again = try StatementParser.statements(of: kept)
      try require(
        again.map(Self.meaning) == statements.map(Self.meaning),
        "the history keeps \(Spelling.literal(kept))")
    } catch let error as SyntaxError {
      throw FuzzFault("the history keeps \(Spelling.literal(kept)): \(error)")
    }
  }

  /// A statement as far as it matters: conditions, prefixes, and the words that come of it.
  private static func meaning(of statement: Statement) -> [[String]] {
    statement.steps.map { step in
      let command = step.command
      let words = (try? expansion.words(command.words)) ?? ["unset"]
      return [
        "\(step.condition)", "\(command.ignoresFailure)", "\(command.isSilent)",
        "\(command.isBackground)",
      ] + words.map(Spelling.literal)
    }
  }

  private func checkCompletion() throws {
    // The editor completes one line.
    guard !text.contains(where: \.isNewline) else { return }
    let line = CompletedLine(text)
    try require(
      0...text.count ~= line.typedCount, "\(line.typedCount) of \(text.count) characters are typed")
    _ = Quoting.quoted(line.word)
  }
}
