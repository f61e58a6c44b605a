internal import Foundation
internal import Synchronization

/// Lines that a person types at a terminal.
package final class TerminalLineSource: LineSource {
  private let thread: InputThread<LineEditor?>
  private let current = Mutex(EditorSettings())

  /// The terminal of the process, or nil if standard input is none or there is none to draw on.
  ///
  /// `~/.editrc` may address the program by the name `program`.
  package init?(
    program: String, noticeBox: NoticeBox, interrupts: Interrupts, history: History,
    completer: any Completer, usesColour: Bool
  ) {
    let outputs = [STDOUT_FILENO, STDERR_FILENO]
    guard isatty(STDIN_FILENO) != 0, let terminal = outputs.first(where: { isatty($0) != 0 }) else {
      return nil
    }
    let isDumb = ["dumb", nil].contains(ProcessInfo.processInfo.environment.filled("TERM"))
    let surroundings = LineEditor.Surroundings(
      program: program, noticeBox: noticeBox, interrupts: interrupts, history: history,
      completer: completer,
      output: TerminalOutput(
        descriptor: terminal, canMoveCursor: !isDumb, usesColour: usesColour && !isDumb))
    thread = InputThread(name: "line editor") { LineEditor(surroundings) }
  }

  /// How the next line is edited.
  package var settings: EditorSettings {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }

  /// True: questions may be asked.
  package var isInteractive: Bool { true }

  /// Shows the prompt and suspends until a line was entered, abandoned, or there is none.
  ///
  /// The lines of a paste come one by one, each shown as if it had been typed, and with a place.
  package func nextLine(prompt: Prompt, continuation: Bool) async -> LineEvent {
    let settings = settings
    let shown = continuation ? Prompt.continuation : prompt
    return await thread.perform { $0?.readLine(shown, settings) ?? .end }
  }

  /// Drops the rest of a paste.
  package func discardPending() async {
    await thread.perform { $0?.released = ReleasedLines() }
  }
}
