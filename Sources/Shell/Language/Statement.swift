/// Commands that are joined by `&&` and `||`.
package struct Statement: Sendable, Equatable {
  /// When a command of a statement is run.
  package enum Condition: Sendable, Equatable {
    /// The first command.
    case always
    /// If what stands before it succeeded.
    case afterSuccess
    /// If what stands before it failed.
    case afterFailure
  }

  /// A command and its condition.
  package struct Step: Sendable, Equatable {
    /// When it is run.
    package var condition: Condition
    /// What is run.
    package var command: SimpleCommand
  }

  /// The commands in order; at least one.
  package var steps: [Step]

  /// The line on which it begins, from 1.
  package var line: Int { steps[0].command.line }
}

/// One command with its prefixes, before variables are replaced.
package struct SimpleCommand: Sendable, Equatable {
  /// The words; at least one.
  package var words: [Word]
  /// Whether its failure counts as success: prefix `-`.
  package var ignoresFailure = false
  /// Whether it is not echoed: prefix `@`.
  package var isSilent = false
  /// Whether it runs in the background: suffix `&`.
  package var isBackground = false
  /// The line on which it begins, from 1.
  package var line: Int

  /// What the system's shell is given, if the command is for it.
  var systemLine: String? {
    guard words.count == 2, words[0].pieces == [.bare("!")] else { return nil }
    return words[1].unquotedText
  }
}
