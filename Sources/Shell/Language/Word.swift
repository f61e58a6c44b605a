/// A word as it was typed: its variables are not replaced yet.
package struct Word: Sendable, Equatable {
  /// A part of a word.
  package enum Piece: Sendable, Equatable {
    /// Characters without quotes.
    case bare(String)
    /// Characters in quotes or behind a backslash.
    case quoted(String)
    /// A variable; `isQuoted` inside double quotes.
    case variable(Variable, isQuoted: Bool)
  }

  /// A reference to a variable.
  package struct Variable: Sendable, Equatable {
    /// Its name, a number from 1 to 9, or `@`.
    package var name: String
    /// What stands for it if it has no value.
    package var fallback: String?
  }

  /// The parts in order.
  package var pieces: [Piece]
  /// Where it begins, both from 1.
  package var line, column: Int
  /// Whether a backslash stands before its first character, as before commands of psql.
  package var hasBackslash = false

  /// The characters without quotes that the word begins with.
  var bareStart: String {
    guard case .bare(let text) = pieces.first else { return "" }
    return text
  }
}

/// A part of a command line.
package enum Token: Sendable, Equatable {
  /// A word.
  case word(Word)
  /// What stands between commands.
  case separator(Separator, line: Int, column: Int)

  /// What stands between commands.
  package enum Separator: String, Sendable {
    case semicolon = ";"
    case newline = "newline"
    case and = "&&"
    case or = "||"
    case background = "&"
  }
}
