internal import Foundation

/// Reads one answer at the terminal, outside of the line editor.
///
/// What was typed before the question is thrown away, so that no answer is given by accident. The
/// terminal is as before on every way out.
struct AnswerReader: Sendable {
  let noticeBox: NoticeBox
  let interrupts: Interrupts
  let showsAnswer: Bool

  /// Suspends until the answer was typed; nil after Ctrl-C, at the end of input, on a signal to
  /// leave, or if there is no terminal.
  func answer(to question: String) async -> String? {
    await InputThread(name: "question") { TerminalInput(noticeBox: noticeBox) }
      .perform { input in
        interrupts.claimed { read(input, question) }
      }
  }

  private func read(_ input: TerminalInput, _ question: String) -> String? {
    var before = termios()
    guard tcgetattr(input.descriptor, &before) == 0 else { return nil }
    _ = interrupts.takeInterrupt()
    var asking = before
    if !showsAnswer {
      asking.c_lflag &= ~tcflag_t(ECHO)
      asking.c_lflag |= tcflag_t(ECHONL)
    }
    var answer: String?
    // A secret that was abandoned half-way must not be left for whoever reads next.
    defer { tcsetattr(input.descriptor, answer == nil ? TCSAFLUSH : TCSADRAIN, &before) }
    while true {
      tcsetattr(input.descriptor, TCSAFLUSH, &asking)
      TerminalOutput.write(question, to: STDERR_FILENO)
      switch readLine(input) {
      case .answered(let text):
        answer = text
        return text
      case .abandoned:
        TerminalOutput.write("\n", to: STDERR_FILENO)
        return nil
      case .unreadable:
        TerminalOutput.write("that was no UTF-8 text; once more\n", to: STDERR_FILENO)
      case .suspended:
        tcsetattr(input.descriptor, TCSAFLUSH, &before)
        Interrupts.suspendProcess()
      }
    }
  }

  private enum Outcome {
    case answered(String), unreadable, abandoned, suspended
  }

  private func readLine(_ input: TerminalInput) -> Outcome {
    var bytes: [UInt8] = []
    while true {
      if interrupts.termination != nil || interrupts.takeInterrupt() { return .abandoned }
      if interrupts.takeSuspension() { return .suspended }
      switch input.next() {
      case .woken: continue
      case .end: return .abandoned
      case .byte(UInt8(ascii: "\n")):
        return (try? ForeignText.decoded(bytes)).map(Outcome.answered) ?? .unreadable
      case .byte(let byte): bytes.append(byte)
      }
    }
  }
}
