/// Whoever sits at the terminal and answers questions.
package protocol Answerer: Sendable {
  /// Shows the question and returns what came of it.
  func answer(to question: String) async -> Answer

  /// Like `answer`, without showing what is typed.
  func secret(for question: String) async -> Answer
}

extension ShellSession {
  /// Whether a person can be asked: at a terminal, and not from within a script.
  package var canAsk: Bool {
    answerer != nil && update { $0.scripts.isEmpty }
  }

  /// Asks for a line and returns it.
  ///
  /// Where nobody can be asked it throws `UsageError.confirmationNeeded`, whose hint is the option
  /// that could have been given instead; after Ctrl-D it throws `UsageError.declined`, after Ctrl-C
  /// `CancellationError`.
  package func ask(_ question: String, insteadOf option: String) async throws -> String {
    guard canAsk, let answerer else {
      throw UsageError(
        .confirmationNeeded, "\"\(question)\" cannot be asked here",
        hint: "say it beforehand with \(option)")
    }
    return try await answerer.answer(to: question).requireLine(otherwise: "nothing was changed")
  }

  /// Asks for a yes and throws if the answer is another one.
  ///
  /// Nothing is asked if the command has `--yes`, the program was started with `-y`, or
  /// `set confirm off` was typed.
  package func confirm(
    _ question: String, yes isAgreed: Bool, insteadOf option: String = "--yes"
  ) async throws {
    guard !isAgreed, !agreesToAll, settings.confirm else { return }
    let answer = try await ask("\(question) [y/N] ", insteadOf: option)
    guard ["y", "yes"].contains(answer.lowercased()) else {
      throw UsageError(.declined, "not confirmed, nothing was changed")
    }
    recorder.note(.agreed)
  }

  /// Asks for a name to be typed, before something that cannot be undone.
  ///
  /// `set confirm off` does not silence this question; `--yes` and `-y` do.
  package func confirm(
    _ question: String, byTyping name: String, yes isAgreed: Bool,
    insteadOf option: String = "--yes"
  ) async throws {
    guard !isAgreed, !agreesToAll else { return }
    let answer = try await ask(question, insteadOf: option)
    guard answer == name else {
      throw UsageError(.declined, "\"\(name)\" was not typed, nothing was changed")
    }
    recorder.note(.agreed)
  }

  /// Asks for a secret.
  ///
  /// - Throws: `UsageError.secretNeeded` where nobody can be asked.
  package func secret(_ question: String, insteadOf option: String) async throws -> String {
    guard canAsk, let answerer else {
      throw UsageError(
        .secretNeeded, "a secret is needed, and nobody can be asked for it here",
        hint: "give it with \(option)")
    }
    let answer = await answerer.secret(for: question)
    let typed = try answer.requireLine(otherwise: "nothing was changed")
    recorder.note(.secret)
    // Nothing is an answer: whoever asked says what it means.
    return typed.allSatisfy(\.isWhitespace)
      ? "" : try SecretText.secret(in: typed.utf8, of: "what was typed")
  }
}
