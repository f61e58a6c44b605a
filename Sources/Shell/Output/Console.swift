/// The only way to the two outputs, so that lines do not interleave.
///
/// While a prompt is up, lines go to the notice board, whose owner prints them above what is being
/// typed. While a live block is shown, lines are printed above it.
package actor Console {
  /// Writes text to a stream; throws where a result is lost.
  package typealias Sink = @Sendable (String, OutputStream) throws(UsageError) -> Void
  /// Prints lines above the line that is being typed.
  package typealias NoticeBoard = @Sendable (String) -> Void

  /// What is known of the outputs.
  package nonisolated let screen: Screen

  private let sink: Sink
  private var board: NoticeBoard?
  private var block: [String] = []
  private var remark: String?
  private var speaksJSON = false

  /// Makes a console that writes through the sink.
  package init(screen: Screen, sink: @escaping Sink) {
    self.screen = screen
    self.sink = sink
  }

  /// Has messages printed as JSON lines from now on, or as text.
  package func speak(json isJSON: Bool) {
    speaksJSON = isJSON
  }

  /// Prints a result to standard output as it is.
  ///
  /// - Throws: `UsageError.unwritableFile` if it cannot be written, though somebody wants to read it.
  package func result(_ text: String) throws(UsageError) {
    guard !text.isEmpty else { return }
    takeBlockAway()
    defer { putBlockBack() }
    try sink(text, .results)
  }

  /// Prints a line to standard error: a notice, a hint, a question's context.
  package func note(_ line: String, asJSON: Bool = false) {
    guard !asJSON, !speaksJSON else {
      return event(["schema": "vecferry.note/1", "text": .string(line)])
    }
    say(wrapped(ControlCharacters.shown(line)))
  }

  /// Prints an object to standard error, in one line.
  package func event(_ object: JSONObject) {
    say(JSONValue.object(object).text)
  }

  /// Prints an error report to standard error, as text or as one JSON object.
  package func report(_ report: Report, asJSON: Bool = false) {
    say(asJSON || speaksJSON ? report.json.text : wrapped(report.text))
  }

  /// The lines with line ends at blanks, so that the window need not break words.
  nonisolated func wrapped(_ text: String) -> String {
    guard let width = screen.width(of: .messages) else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { WrappedText.lines(of: String($0), width: width) }.joined(separator: "\n")
  }

  private func say(_ text: String) {
    if let board { return board(text) }
    takeBlockAway()
    write(text + "\n")
    putBlockBack()
  }

  /// A message that cannot be written is one that nobody reads.
  private func write(_ text: String) {
    try? sink(text, .messages)
  }

  /// Shows rows that stay at the bottom and replaces those shown before; on a terminal only.
  ///
  /// Each row must fit the width: see `screen.width(of:)`.
  package func show(block rows: [String]) {
    guard screen.errorsAreTerminal, board == nil else { return }
    redraw {
      block = rows
    }
  }

  /// Shows a row that says what is waited for, where no other block is shown; nil takes it away.
  package func show(remark text: String?) {
    guard screen.errorsAreTerminal, board == nil, text != remark else { return }
    redraw { remark = text }
  }

  /// The rows at the bottom: those of the work, else what is waited for.
  private var rows: [String] { block.isEmpty ? remark.map { [$0] } ?? [] : block }

  private func redraw(_ change: () -> Void) {
    let former = rows.count
    change()
    let text = Self.erasing(former) + rows.map { $0 + "\n" }.joined()
    if !text.isEmpty { write(text) }
  }

  /// Takes the live block away.
  package func removeBlock() {
    show(block: [])
  }

  /// Clears the screen, if there is one.
  package func clear() {
    guard screen.errorsAreTerminal else { return }
    write("\u{1B}[H\u{1B}[2J")
  }

  /// Rings the bell of the terminal, if there is one.
  package func ring() {
    guard screen.errorsAreTerminal else { return }
    write("\u{7}")
  }

  /// Sends lines to the board, or with nil to standard error.
  package func lend(to board: NoticeBoard?) {
    self.board = board
  }

  private func takeBlockAway() {
    if !rows.isEmpty { write(Self.erasing(rows.count)) }
  }

  private func putBlockBack() {
    if !rows.isEmpty { write(rows.map { $0 + "\n" }.joined()) }
  }

  /// Goes to the first of the last rows and clears from there.
  private static func erasing(_ rows: Int) -> String {
    rows == 0 ? "" : "\r\u{1B}[\(rows)A\u{1B}[J"
  }
}
