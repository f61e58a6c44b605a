/// A text that cannot be split into commands.
package struct SyntaxError: Error, Sendable, Equatable {
  /// What is wrong with it.
  package enum Problem: Sendable, Equatable {
    /// A quote is open at the end.
    case openQuote(Character)
    /// The text ends after a backslash.
    case openLine
    /// `${` has no closing brace.
    case openVariable
    /// The text ends after `&&` or `||`.
    case openCommand(after: String)
    /// A character that is kept for later is not quoted.
    case reserved(Character)
    /// A dollar sign is followed by what is no name.
    case badVariable(String)
    /// An operator stands where a command should.
    case missingCommand(before: String)
    /// A null character, which no name and no file can hold.
    case nullCharacter
    /// A character that only looks like one that the shell knows, and what was probably meant.
    case typographic(Unicode.Scalar, meaning: String)
  }

  /// What is wrong.
  package var problem: Problem
  /// Where it begins, both from 1.
  package var line, column: Int

  /// Whether the text could be completed by another line.
  package var isIncomplete: Bool {
    switch problem {
    case .openQuote, .openLine, .openVariable, .openCommand: true
    case .reserved, .badVariable, .missingCommand, .nullCharacter, .typographic: false
    }
  }

  /// The error as it is reported.
  package var usageError: UsageError {
    UsageError(.badSyntax, "\(what) at column \(column)", hint: hint)
  }

  private var what: String {
    switch problem {
    case .openQuote(let quote): "the quote \(quote) is not closed"
    case .openLine: "the text ends after a backslash"
    case .openVariable: "${ is not closed"
    case .openCommand(let symbol): "no command follows \(symbol)"
    case .reserved(let character): "\"\(character)\" is reserved and not quoted"
    case .badVariable(let text): "\"\(text)\" is no variable"
    case .missingCommand(let symbol): "no command stands before \(symbol)"
    case .nullCharacter: "a null character"
    case .typographic(let scalar, _): "\(ControlCharacters.name(of: scalar)) without quotes"
    }
  }

  private var hint: String {
    switch problem {
    case .openQuote(let quote):
      "close it with \(quote), or write \\\(quote) for the character itself"
    case .openLine: "write \\\\ for a backslash"
    case .openVariable: "${NAME} or ${NAME:-default}"
    case .openCommand, .missingCommand: "help scripts"
    case .reserved(let character): Self.hint(forReserved: character)
    case .badVariable: "$NAME, ${NAME} or ${NAME:-default}; write \\$ for a dollar sign"
    case .nullCharacter: "remove it"
    case .typographic(_, let meaning):
      "was \(meaning) meant? in quotes the character stands for itself"
    }
  }

  private static func hint(forReserved character: Character) -> String {
    let itself = "write '\(character)' or \\\(character) for the character itself"
    return switch character {
    case "|":
      "what is longer than the window goes to the pager by itself (set pager); in the system's "
        + "shell: vecferry list collections | less; \(itself)"
    case ">", "<":
      "results go to a file from the system's shell, as in: vecferry -o csv list collections > "
        + "names.csv; record writes commands to one, status and verify have --report; \(itself)"
    default: itself
    }
  }
}
