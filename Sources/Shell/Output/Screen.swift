#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What is known of the two outputs: terminals or files, wide or narrow, coloured or not.
package struct Screen: Sendable, Equatable {
  /// Whether standard output is a terminal.
  package var resultsAreTerminal: Bool
  /// Whether standard error is a terminal.
  package var errorsAreTerminal: Bool
  /// Whether colour is welcome where `color` is `auto`.
  package var welcomesColor: Bool
  /// The width to assume instead of asking the terminal.
  package var fixedWidth: Int?

  /// Describes outputs.
  package init(
    resultsAreTerminal: Bool, errorsAreTerminal: Bool, welcomesColor: Bool, fixedWidth: Int? = nil
  ) {
    self.resultsAreTerminal = resultsAreTerminal
    self.errorsAreTerminal = errorsAreTerminal
    self.welcomesColor = welcomesColor
    self.fixedWidth = fixedWidth
  }

  /// Files: no colour, no width.
  package static let files = Screen(
    resultsAreTerminal: false, errorsAreTerminal: false, welcomesColor: false)

  /// The process's own outputs, as they are now.
  package static func current(environment: [String: String]) -> Screen {
    let isDumb = ["dumb", nil].contains(environment.filled("TERM"))
    let refusesColor = environment.filled("NO_COLOR") != nil
    return Screen(
      resultsAreTerminal: isatty(STDOUT_FILENO) == 1, errorsAreTerminal: isatty(STDERR_FILENO) == 1,
      welcomesColor: !isDumb && !refusesColor)
  }

  /// Whether somebody can type at standard input.
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Columns of the terminal at this moment; nil where nothing has to fit.
  package func width(of stream: OutputStream) -> Int? {
    guard isTerminal(stream) else { return nil }
    if let fixedWidth { return fixedWidth }
    let descriptor = stream == .results ? STDOUT_FILENO : STDERR_FILENO
    return (TerminalSize.current(of: descriptor) ?? .usual).columns
  }

  /// Rows of the terminal that shows results; nil where there is no window.
  var rows: Int? {
    guard resultsAreTerminal, fixedWidth == nil else { return nil }
    return (TerminalSize.current(of: STDOUT_FILENO) ?? .usual).rows
  }

  /// Whether the stream is a terminal.
  package func isTerminal(_ stream: OutputStream) -> Bool {
    stream == .results ? resultsAreTerminal : errorsAreTerminal
  }

  /// Whether words on the stream get colour.
  package func usesColor(_ choice: ColorChoice, on stream: OutputStream) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: welcomesColor && isTerminal(stream)
    }
  }
}

/// Where text goes.
package enum OutputStream: Sendable {
  /// Standard output: results and nothing else.
  case results
  /// Standard error: everything else.
  case messages
}
