/// Words that stand for the beginnings of commands: what `shortcut` defines.
package struct Shortcuts: Sendable, Equatable {
  /// What each stands for, as it was written.
  package private(set) var lines: [String: String] = [:]

  /// No shortcuts.
  package init() {}

  /// Lets a word stand for the beginning of a command.
  ///
  /// - Throws: `UsageError.invalidValue` for a name that is none, or for what is not one command.
  package mutating func define(
    _ name: String, as line: String, among commands: [String]
  ) throws(UsageError) {
    guard !commands.contains(name) else {
      throw UsageError(
        .invalidValue, "\"\(name)\" begins commands of its own", hint: "choose another word")
    }
    guard Self.isName(name) else {
      throw UsageError(
        .invalidValue, "\"\(name)\" cannot be a shortcut",
        hint: "a letter, then letters, digits, _ and -, as in: lc")
    }
    _ = try Self.command(of: line)
    // Whatever is typed behind it counts, too: as the value of a variable, or of an option.
    let typed = (line.split(separator: " ") + ["x"]).joined(separator: " ")
    guard Scrubber.scrubbed(unreadable: typed) == typed else {
      throw UsageError(
        .invalidValue, "a shortcut may not hold or take a secret: the history would keep it",
        hint: "keep the cluster as a profile: help profiles")
    }
    lines[name] = line
  }

  /// Forgets a word; returns whether it was known.
  package mutating func remove(_ name: String) -> Bool {
    lines.removeValue(forKey: name) != nil
  }

  /// The command with the words for which its first one stands; quotes keep a word as it is.
  package func unfolded(_ command: SimpleCommand) -> SimpleCommand {
    var (command, lines) = (command, lines)
    // A shortcut may begin with another one, but not with itself.
    while let first = command.words.first, !first.hasBackslash,
      first.bareStart == first.unquotedText, let line = lines.removeValue(forKey: first.bareStart),
      let known = try? Self.command(of: line)
    {
      let words = known.words.map {
        Word(pieces: $0.pieces, line: first.line, column: first.column)
      }
      command.words = words + command.words.dropFirst()
    }
    return command
  }

  /// The words with those for which the first one stands, as far as they are typed without variables.
  package func unfolded(_ words: [String]) -> [String] {
    guard let first = words.first, lines[first] != nil else { return words }
    let word = Word(pieces: [.bare(first)], line: 1, column: 1)
    let known = unfolded(SimpleCommand(words: [word], line: 1))
    return known.words.map(\.unquotedText) + words.dropFirst()
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, VariableName.allows(first, first: true) else {
      return false
    }
    return text.unicodeScalars.allSatisfy { $0 == "-" || VariableName.allows($0, first: false) }
  }

  /// The one command of the line.
  private static func command(of line: String) throws(UsageError) -> SimpleCommand {
    let statements: [Statement]
    do {
      statements = try StatementParser.statements(of: line)
    } catch {
      throw error.usageError
    }
    guard statements.count == 1, let step = statements[0].steps.first,
      statements[0].steps.count == 1, !step.command.isBackground, !step.command.isSilent,
      !step.command.ignoresFailure
    else {
      throw UsageError(
        .invalidValue, "a shortcut stands for one command",
        hint: "several belong in a script: help scripts")
    }
    return step.command
  }
}

extension ShellSession {
  /// The words that stand for commands.
  package var shortcuts: Shortcuts {
    get { update { $0.shortcuts } }
    set { update { $0.shortcuts = newValue } }
  }
}
