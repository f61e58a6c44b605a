/// Commands written back as they can be typed again, without secrets.
package enum CommandSpelling {
  /// The statements with their variables as they were typed, in one line.
  package static func text(of statements: [Statement]) -> String {
    // After a command in the background a semicolon would be one too many.
    let ends = statements.map { $0.steps.last?.command.isBackground == true ? " " : "; " }
    return zip(statements, ends.dropLast() + [""]).map { text(of: $0) + $1 }.joined()
  }

  /// The statement with its variables as they were typed.
  package static func text(of statement: Statement) -> String {
    statement.steps.map { step in
      switch step.condition {
      case .always: text(of: step.command)
      case .afterSuccess: "&& " + text(of: step.command)
      case .afterFailure: "|| " + text(of: step.command)
      }
    }.joined(separator: " ")
  }

  /// The command with its variables as they were typed.
  static func text(of command: SimpleCommand) -> String {
    if let line = command.systemLine {
      return decorated("!" + Scrubber.scrubbed(systemLine: line), as: command)
    }
    let texts = command.words.map(\.unquotedText)
    let words = zip(command.words, zip(texts, Scrubber.scrubbed(texts))).map { word, text in
      text.0 == text.1 ? word.spelling : Quoting.quoted(text.1)
    }
    // What was quoted at the beginning must not turn into a prefix.
    let start = Quoting.beginsLikePrefix(words[0]) ? "''" : ""
    return decorated(start + words.joined(separator: " "), as: command)
  }

  /// The command with its variables replaced by these words.
  static func text(of command: SimpleCommand, expandedTo words: [String]) -> String {
    guard command.systemLine == nil else { return text(of: command) }
    return decorated(Quoting.line(Scrubber.scrubbed(words)), as: command)
  }

  private static func decorated(_ text: String, as command: SimpleCommand) -> String {
    // Right behind a prefix an exclamation mark would belong to its word.
    let isSystem = command.systemLine != nil && (command.ignoresFailure || command.isSilent)
    let prefixes =
      (command.ignoresFailure ? "-" : "") + (command.isSilent ? "@" : "") + (isSystem ? " " : "")
    return prefixes + text + (command.isBackground ? " &" : "")
  }
}

extension Word {
  /// The characters of the word, and its variables as `${NAME}`.
  var unquotedText: String {
    pieces.map { piece in
      switch piece {
      case .bare(let text), .quoted(let text): text
      case .variable(let variable, _): variable.spelling
      }
    }.joined()
  }

  /// The word as it can be typed again.
  var spelling: String {
    let variables = pieces.contains { piece in
      if case .variable = piece { true } else { false }
    }
    guard variables || homeMark != nil else { return Quoting.quoted(unquotedText) }
    return pieces.enumerated().map { place, piece in
      switch piece {
      case .bare(let text) where place == 0 && homeMark != nil: text
      case .bare(let text), .quoted(let text): Quoting.quoted(text)
      case .variable(let variable, isQuoted: true): "\"\(variable.spelling)\""
      case .variable(let variable, isQuoted: false): variable.spelling
      }
    }.joined()
  }
}

extension Word.Variable {
  /// The reference with braces: `${NAME}`, `${NAME:-default}`.
  fileprivate var spelling: String {
    "${\(name)\(fallback.map { ":-\($0)" } ?? "")}"
  }
}
