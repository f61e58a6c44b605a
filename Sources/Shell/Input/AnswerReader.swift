internal import Foundation

/// Reads one answer at the terminal, outside of the line editor.
///
/// What was typed before the question is thrown away, so that no answer is given by accident. The
/// terminal is as before on every way out.
struct AnswerReader: Sendable {
  let noticeBox: NoticeBox
  let interrupts: Interrupts
  let showsAnswer: Bool

  /// Suspends until the question was answered, or there is a reason why it is not.
  func answer(to question: String) async -> Answer {
    await InputThread(name: "question") { TerminalInput(noticeBox: noticeBox) }
      .perform { input in
        interrupts.claimed { read(input, question) }
      }
  }

  private func read(_ input: TerminalInput, _ question: String) -> Answer {
    var before = termios()
    guard tcgetattr(input.descriptor, &before) == 0 else { return .interrupted }
    _ = interrupts.takeInterrupt()
    var asking = before
    if !showsAnswer {
      asking.c_lflag &= ~tcflag_t(ECHO)
      asking.c_lflag |= tcflag_t(ECHONL)
    }
    var isAnswered = false
    // A secret that was abandoned half-way must not be left for whoever reads next.
    defer { tcsetattr(input.descriptor, isAnswered ? TCSADRAIN : TCSAFLUSH, &before) }
    while true {
      tcsetattr(input.descriptor, TCSAFLUSH, &asking)
      TerminalOutput.write(question, to: STDERR_FILENO)
      switch readLine(input) {
      case .ended(.line(let text)):
        isAnswered = true
        return .line(text)
      case .ended(let answer):
        TerminalOutput.write("\n", to: STDERR_FILENO)
        return answer
      case .unreadable:
        TerminalOutput.write("that was no UTF-8 text; once more\n", to: STDERR_FILENO)
      case .suspended:
        tcsetattr(input.descriptor, TCSAFLUSH, &before)
        Interrupts.suspendProcess()
      }
    }
  }

  private enum Outcome {
    case ended(Answer), unreadable, suspended
  }

  private func readLine(_ input: TerminalInput) -> Outcome {
    var bytes: [UInt8] = []
    while true {
      if interrupts.termination != nil || interrupts.takeInterrupt() { return .ended(.interrupted) }
      if interrupts.takeSuspension() { return .suspended }
      switch input.next() {
      case .woken: continue
      // A terminal that hangs up ends, too.
      case .end: return .ended(interrupts.termination == nil ? .end : .interrupted)
      case .byte(UInt8(ascii: "\n")):
        return (try? ForeignText.decoded(bytes)).map { Outcome.ended(.line($0)) } ?? .unreadable
      case .byte(let byte): bytes.append(byte)
      }
    }
  }
}
