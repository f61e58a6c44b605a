internal import Foundation

/// A program at a terminal of its own, with someone who types and looks at the screen.
///
/// Nothing here sleeps for a fixed time: a test waits until the screen looks as expected, and fails
/// with a picture of the screen if it does not in time. A session that is let go of kills its
/// program.
package final class TerminalSession: Sendable {
  /// How long something that has to come is waited for: a guard against hanging, which claims nothing.
  package static let patience = Duration.seconds(60)

  private let feed: TerminalFeed
  private let terminal: PseudoTerminal
  private let process: pid_t
  private let keyboard = DispatchQueue(label: "keyboard")

  /// Starts the program at `executable`, with exactly this environment.
  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String],
    columns: Int = 80, rows: Int = 24
  ) throws {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    let feed = TerminalFeed(columns: columns, rows: rows)
    let process = try terminal.start(executable, arguments, environment: environment)
    self.terminal = terminal
    self.feed = feed
    self.process = process
    Thread { terminal.readAll(into: feed) }.start()
    Thread { feed.end(PseudoTerminal.end(of: process)) }.start()
  }

  deinit {
    if feed.state.end == nil { kill(process, SIGKILL) }
  }

  /// Types `text`, and returns at once.
  package func type(_ text: String) {
    keyboard.async { [terminal] in terminal.write(text) }
  }

  /// Presses keys one after the other.
  package func press(_ keys: TerminalKey...) {
    type(keys.map(\.rawValue).joined())
  }

  /// Types a line and Enter.
  package func enter(_ line: String) {
    type(line + TerminalKey.enter.rawValue)
  }

  /// Pastes `text` in brackets, as terminals do once a program has asked for it.
  package func paste(_ text: String) {
    type("\u{1b}[200~" + text + "\u{1b}[201~")
  }

  /// Suspends until `text` can be read at least `count` times, scrolled off or not.
  @discardableResult
  package func expect(
    _ text: String, count: Int = 1, within limit: Duration = patience
  ) async throws -> TerminalPicture {
    try await expect("\"\(text)\" \(count) times", within: limit) { $0.count(of: text) >= count }
  }

  /// Suspends until the row with the cursor reads `line`.
  @discardableResult
  package func expectLine(
    _ line: String, within limit: Duration = patience
  ) async throws -> TerminalPicture {
    try await expect("the cursor in \"\(line)\"", within: limit) { $0.cursorLine == line }
  }

  /// Suspends until the screen satisfies `condition`.
  @discardableResult
  package func expect(
    _ what: String, within limit: Duration = patience,
    _ condition: @escaping @Sendable (TerminalPicture) -> Bool
  ) async throws -> TerminalPicture {
    try await state(what, within: limit) { condition($0.picture) }.picture
  }

  /// Suspends until the program has ended and all its output was read; returns how it ended.
  package func end(within limit: Duration = patience) async throws -> ProcessEnd {
    let state = try await state("the end of the program", within: limit) { $0.isFinal }
    return state.end ?? .killed(0)
  }

  /// The screen now.
  package var picture: TerminalPicture { feed.state.picture }

  /// All output so far, as it came.
  package var rawOutput: String { String(decoding: feed.rawOutput, as: UTF8.self) }

  /// The modes of the terminal now, after the end of the program too.
  package var modes: TerminalModes { terminal.modes }

  /// Gives the window another size.
  package func resize(columns: Int, rows: Int) {
    feed.resize(columns: columns, rows: rows)
    terminal.resize(columns: columns, rows: rows)
  }

  /// Sends a signal to the program.
  package func send(signal: Int32) {
    kill(process, signal)
  }

  private func state(
    _ what: String, within limit: Duration, _ condition: @escaping TerminalFeed.Condition
  ) async throws -> TerminalState {
    let found = await withTaskGroup(of: TerminalState?.self) { [feed] group in
      group.addTask { await feed.state(when: condition) }
      group.addTask {
        try? await Task.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    guard let found else { throw TerminalExpectationFailed(what: what, state: feed.state) }
    return found
  }
}

/// Keys by what a terminal sends for them.
package enum TerminalKey: String, Sendable {
  case enter = "\r"
  case tab = "\t"
  case escape = "\u{1b}"
  case backspace = "\u{7f}"
  case up = "\u{1b}[A"
  case down = "\u{1b}[B"
  case right = "\u{1b}[C"
  case left = "\u{1b}[D"
  case home = "\u{1b}[H"
  case end = "\u{1b}[F"
  case controlA = "\u{01}"
  case controlC = "\u{03}"
  case controlD = "\u{04}"
  case controlE = "\u{05}"
  case controlG = "\u{07}"
  case controlR = "\u{12}"
  case controlS = "\u{13}"
  case controlU = "\u{15}"
  case controlZ = "\u{1a}"
}

/// What was waited for and did not come.
package struct TerminalExpectationFailed: Error, CustomStringConvertible {
  let what: String
  let state: TerminalState

  /// The expectation and the screen as it was at last.
  package var description: String {
    let end = state.end.map { ", program \($0)" } ?? ""
    return "expected \(what)\(end), but the screen is\n\(state.picture)"
  }
}
