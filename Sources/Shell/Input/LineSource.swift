/// Where the shell's lines come from: a terminal, a script, standard input or an argument.
///
/// The loop asks for one line, runs it, and then asks for the next; a source is never asked twice
/// at the same time.
package protocol LineSource: Sendable {
  /// Whether a person types the lines, so that prompts are shown and questions may be asked.
  var isInteractive: Bool { get }

  /// Suspends until there is a line or a reason why there is none, and returns it.
  ///
  /// A terminal shows the prompt, or with `continuation` the mark of a command that goes on; a
  /// script takes no notice of either.
  func nextLine(prompt: Prompt, continuation: Bool) async -> LineEvent

  /// Drops lines that were typed or pasted but not handed out; for use after a failed command.
  func discardPending() async
}

/// What came of asking for a line.
package enum LineEvent: Sendable, Equatable {
  /// A line without its line end, and its place if it was not typed at the prompt.
  case line(String, at: ScriptPlace?)
  /// A line that cannot be read, and its place.
  case unreadable(UsageError, at: ScriptPlace?)
  /// Ctrl-C: the line, and the command it belongs to, are abandoned.
  case interrupted
  /// There are no more lines.
  case end
  /// The process was asked to leave by a signal.
  case terminated
}
