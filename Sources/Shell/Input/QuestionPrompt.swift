/// Asks before something that cannot be undone.
package struct QuestionPrompt: Sendable {
  private let reader: AnswerReader

  /// A prompt at the terminal of the process.
  package init(noticeBox: NoticeBox, interrupts: Interrupts) {
    reader = AnswerReader(noticeBox: noticeBox, interrupts: interrupts, showsAnswer: true)
  }

  /// Suspends until the question was answered; a line comes without blanks around it.
  ///
  /// What was typed before the question does not count as an answer.
  package func ask(_ question: String) async -> Answer {
    let answer = await reader.answer(to: question)
    guard case .line(let line) = answer else { return answer }
    let trimmed = line.drop(while: \.isWhitespace)
    return .line(String(trimmed.reversed().drop(while: \.isWhitespace).reversed()))
  }
}
