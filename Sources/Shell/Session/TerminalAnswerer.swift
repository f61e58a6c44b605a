/// The person at the terminal of the process.
package struct TerminalAnswerer: Answerer {
  private let questions: QuestionPrompt
  private let secrets: SecretPrompt

  /// Makes the answerer that reads from the terminal.
  package init(mailbox: Mailbox, interrupts: Interrupts) {
    questions = QuestionPrompt(mailbox: mailbox, interrupts: interrupts)
    secrets = SecretPrompt(mailbox: mailbox, interrupts: interrupts)
  }

  package func answer(to question: String) async -> String? {
    await questions.ask(question)
  }

  package func secret(for question: String) async -> String? {
    await secrets.ask(question)
  }
}
