/// Lines of a paste that was accepted with Enter, on their way to the loop.
struct ReleasedLines {
  private var waiting: ArraySlice<String> = []
  private var number = 0

  /// No lines.
  init() {}

  /// These lines, the first of which is next.
  init(_ lines: [String]) {
    waiting = lines[...]
  }

  /// Returns the next line that says something, with its place in the paste.
  mutating func next() -> (text: String, place: ScriptPlace)? {
    while let text = waiting.popFirst() {
      number += 1
      guard text.allSatisfy(\.isWhitespace) else {
        return (text, ScriptPlace(name: "paste", line: number))
      }
    }
    return nil
  }
}

extension LineEditor {
  /// The next line of an accepted paste, shown as if it had been typed; nil if none waits.
  func releasedEvent(_ prompt: Prompt) -> LineEvent? {
    guard let (text, place) = released.next() else { return nil }
    if surroundings.interrupts.termination != nil { return .terminated }
    if surroundings.interrupts.takeInterrupt() {
      released = ReleasedLines()
      return .interrupted
    }
    showNotices()
    let shown = prompt.rendered(inColour: output.usesColour, mark: "")
    output.write(shown + text + "\n")
    return .line(text, at: place)
  }
}
