/// What came of a question.
package enum Answer: Sendable, Equatable {
  /// The line that was typed.
  case line(String)
  /// Ctrl-D: there is no answer.
  case end
  /// Ctrl-C, a signal to leave, or no terminal.
  case interrupted

  /// The line that was typed.
  ///
  /// - Throws: `UsageError.declined` with what it means that there is none, or `CancellationError`.
  func requireLine(otherwise consequence: String) throws -> String {
    switch self {
    case .line(let line): return line
    case .end: throw UsageError(.declined, "no answer, \(consequence)")
    case .interrupted: throw CancellationError()
    }
  }
}
