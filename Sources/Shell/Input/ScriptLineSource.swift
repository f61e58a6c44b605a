internal import Foundation
internal import Synchronization

/// Lines of a script: a text that is at hand, or standard input while it comes in.
package final class ScriptLineSource: LineSource {
  private struct Position {
    var remaining: ArraySlice<Substring> = []
    var line = 0
  }

  private let name: String
  private let position: Mutex<Position>
  private let reader: InputThread<TerminalInput>?
  private let interrupts: Interrupts?

  /// The lines of `text`, named `name` in messages, from the line `first` on.
  package init(text: String, name: String, from first: Int = 1) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let isEnded = lines.last?.isEmpty ?? false
    self.name = name
    let skipped = max(0, first - 1)
    position = Mutex(
      Position(
        remaining: (isEnded ? lines.dropLast() : lines[...]).dropFirst(skipped), line: skipped))
    reader = nil
    interrupts = nil
  }

  /// The lines of standard input, each read when it is asked for.
  package init(standardInputNamed name: String, noticeBox: NoticeBox, interrupts: Interrupts) {
    self.name = name
    self.interrupts = interrupts
    position = Mutex(Position())
    reader = InputThread(name: "standard input") { TerminalInput(noticeBox: noticeBox) }
  }

  /// False: there is nobody to ask.
  package var isInteractive: Bool { false }

  /// Returns the next line with its place.
  package func nextLine(prompt: Prompt, continuation: Bool) async -> LineEvent {
    guard let reader, let interrupts else { return nextOfText() }
    let event = await reader.perform { input in
      interrupts.claimed { Self.read(input, until: interrupts) }
    }
    guard case .bytes(let bytes) = event else { return event.other }
    let place = advance()
    do {
      return .line(
        try ForeignText.decoded(bytes + [UInt8(ascii: "\n")], isBeginning: place.line == 1)
          .withoutLineEnd, at: place)
    } catch {
      return .unreadable(error.error(of: "this line"), at: place)
    }
  }

  /// Does nothing: a script stops at a failure by itself.
  package func discardPending() async {}

  private func nextOfText() -> LineEvent {
    let text = position.withLock { $0.remaining.popFirst() }
    return text.map { .line(String($0), at: advance()) } ?? .end
  }

  private func advance() -> ScriptPlace {
    let line = position.withLock { position in
      position.line += 1
      return position.line
    }
    return ScriptPlace(name: name, line: line)
  }

  /// Blocks until a whole line came in; the last one may lack its line end.
  private static func read(_ input: TerminalInput, until interrupts: Interrupts) -> Arrival {
    var bytes: [UInt8] = []
    while true {
      if interrupts.termination != nil { return .terminated }
      if interrupts.takeInterrupt() { return .interrupted }
      if interrupts.takeSuspension() { Interrupts.suspendProcess() }
      switch input.next() {
      case .woken: continue
      case .byte(UInt8(ascii: "\n")): return .bytes(bytes)
      case .byte(let byte): bytes.append(byte)
      case .end: return bytes.isEmpty ? .end : .bytes(bytes)
      }
    }
  }

  /// What came in, before it is known to be text.
  private enum Arrival: Sendable {
    case bytes([UInt8])
    case interrupted, terminated, end

    /// The event that it is if it is no line.
    var other: LineEvent {
      switch self {
      case .bytes, .end: .end
      case .interrupted: .interrupted
      case .terminated: .terminated
      }
    }
  }
}

extension String {
  /// The text without the newline that it ends in.
  fileprivate var withoutLineEnd: String {
    unicodeScalars.last == "\n" ? String(unicodeScalars.dropLast()) : self
  }
}
