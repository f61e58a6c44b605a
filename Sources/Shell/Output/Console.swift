/// The only way to the two outputs, so that lines do not interleave.
///
/// While a prompt is up, lines go to the notice board, whose owner prints them above what is being
/// typed. While a live block is shown, lines are printed above it.
package actor Console {
  /// Writes text to a stream.
  package typealias Sink = @Sendable (String, OutputStream) -> Void
  /// Prints lines above the line that is being typed.
  package typealias NoticeBoard = @Sendable (String) -> Void

  /// What is known of the outputs.
  package nonisolated let screen: Screen

  private let sink: Sink
  private var board: NoticeBoard?
  private var block: [String] = []

  /// Makes a console that writes through the sink.
  package init(screen: Screen, sink: @escaping Sink) {
    self.screen = screen
    self.sink = sink
  }

  /// Prints a result to standard output as it is.
  package func result(_ text: String) {
    guard !text.isEmpty else { return }
    aboveBlock { sink(text, .results) }
  }

  /// Prints a line to standard error: a notice, a hint, a question's context.
  package func note(_ line: String) {
    let line = ControlCharacters.shown(line)
    if let board { return board(line) }
    aboveBlock { sink(line + "\n", .messages) }
  }

  /// Prints an error report to standard error, as text or as one JSON object.
  package func report(_ report: Report, asJSON: Bool = false) {
    let text = asJSON ? report.json.text : report.text
    if let board { return board(text) }
    aboveBlock { sink(text + "\n", .messages) }
  }

  /// Shows rows that stay at the bottom and replaces those shown before; on a terminal only.
  ///
  /// Each row must fit the width: see `screen.width(of:)`.
  package func show(block rows: [String]) {
    guard screen.errorsAreTerminal, board == nil else { return }
    sink(Self.erasing(block.count) + rows.map { $0 + "\n" }.joined(), .messages)
    block = rows
  }

  /// Takes the live block away.
  package func removeBlock() {
    show(block: [])
  }

  /// Clears the screen, if there is one.
  package func clear() {
    guard screen.errorsAreTerminal else { return }
    sink("\u{1B}[H\u{1B}[2J", .messages)
  }

  /// Sends lines to the board, or with nil to standard error.
  package func lend(to board: NoticeBoard?) {
    self.board = board
  }

  private func aboveBlock(_ write: () -> Void) {
    guard !block.isEmpty else { return write() }
    sink(Self.erasing(block.count), .messages)
    write()
    sink(block.map { $0 + "\n" }.joined(), .messages)
  }

  /// Goes to the first of the last rows and clears from there.
  private static func erasing(_ rows: Int) -> String {
    rows == 0 ? "" : "\r\u{1B}[\(rows)A\u{1B}[J"
  }
}
