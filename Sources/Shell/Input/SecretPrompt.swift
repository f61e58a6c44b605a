/// Asks for a secret, which is not shown while it is typed.
package struct SecretPrompt: Sendable {
  private let reader: AnswerReader

  /// A prompt at the terminal of the process.
  package init(noticeBox: NoticeBox, interrupts: Interrupts) {
    reader = AnswerReader(noticeBox: noticeBox, interrupts: interrupts, showsAnswer: false)
  }

  /// Suspends until the secret was typed, and returns it as typed, or a reason why there is none.
  ///
  /// The terminal shows what is typed again in every case.
  package func ask(_ question: String) async -> Answer {
    await reader.answer(to: question)
  }
}
