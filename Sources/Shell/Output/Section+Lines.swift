extension Section {
  /// Lines that hold names, keys or messages of a server, which must not steer the terminal.
  static func lines(_ lines: [String]) -> Section {
    .text(lines.map(ControlCharacters.shown).joined(separator: "\n"))
  }
}
