/// Asks before something that cannot be undone.
package struct QuestionPrompt: Sendable {
  private let reader: AnswerReader

  /// A prompt at the terminal of the process.
  package init(noticeBox: NoticeBox, interrupts: Interrupts) {
    reader = AnswerReader(noticeBox: noticeBox, interrupts: interrupts, showsAnswer: true)
  }

  /// Suspends until an answer was typed, and returns it without blanks around it.
  ///
  /// Returns nil if there was none: Ctrl-C, Ctrl-D, the process has to leave, no terminal. What was
  /// typed before the question does not count as an answer.
  package func ask(_ question: String) async -> String? {
    guard let answer = await reader.answer(to: question) else { return nil }
    let trimmed = answer.drop(while: \.isWhitespace)
    return String(trimmed.reversed().drop(while: \.isWhitespace).reversed())
  }
}
