internal import CEditline

/// The one place where the editor waits.
extension LineEditor {
  /// Answers libedit's request for a character: 1 with a character, 0 at the end of input.
  func nextCharacter(into slot: UnsafeMutablePointer<wchar_t>) -> Int32 {
    var decoder = ScalarDecoder()
    if !isReadingKeys { undoStack.note(line) }
    defer { eraseHint() }
    while true {
      showHint()
      guard surroundings.interrupts.termination == nil else { return 0 }
      if let key = keyOfSignal() {
        slot.pointee = wchar_t(key.value)
        return 1
      }
      switch input.next() {
      case .end: return 0
      case .woken: attend()
      case .byte(let byte):
        guard let scalar = decoder.accept(byte) else { continue }
        adaptToWindow()  // the key may be faster than the signal
        slot.pointee = wchar_t(scalar.value)
        return 1
      }
    }
  }

  /// A signal from elsewhere acts as its key would have.
  private func keyOfSignal() -> Unicode.Scalar? {
    if surroundings.interrupts.takeInterrupt() { return Key.interrupt }
    if surroundings.interrupts.takeSuspension() { return Key.suspend }
    return nil
  }

  /// Draws what came in while the user was thinking.
  private func attend() {
    adaptToWindow()
    if let prompt = surroundings.noticeBox.takePrompt(), prompt != basePrompt {
      redraw { basePrompt = prompt }
    }
    let notices = surroundings.noticeBox.take()
    if !notices.isEmpty { redraw(below: notices) }
  }
}

/// Keys by the code that the terminal sends.
enum Key {
  static let interrupt: Unicode.Scalar = "\u{03}"
  static let end: Unicode.Scalar = "\u{04}"
  static let cancel: Unicode.Scalar = "\u{07}"
  static let backspace: Unicode.Scalar = "\u{08}"
  static let lineFeed: Unicode.Scalar = "\u{0a}"
  static let carriageReturn: Unicode.Scalar = "\u{0d}"
  static let searchBack: Unicode.Scalar = "\u{12}"
  static let searchForward: Unicode.Scalar = "\u{13}"
  static let suspend: Unicode.Scalar = "\u{1a}"
  static let escape: Unicode.Scalar = "\u{1b}"
  static let delete: Unicode.Scalar = "\u{7f}"
}
