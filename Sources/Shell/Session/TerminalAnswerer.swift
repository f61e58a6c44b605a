/// The person at the terminal of the process.
package struct TerminalAnswerer: Answerer {
  private let questions: QuestionPrompt
  private let secrets: SecretPrompt

  /// Makes the answerer that reads from the terminal.
  package init(noticeBox: NoticeBox, interrupts: Interrupts) {
    questions = QuestionPrompt(noticeBox: noticeBox, interrupts: interrupts)
    secrets = SecretPrompt(noticeBox: noticeBox, interrupts: interrupts)
  }

  package func answer(to question: String) async -> Answer {
    await questions.ask(question)
  }

  package func secret(for question: String) async -> Answer {
    await secrets.ask(question)
  }
}
