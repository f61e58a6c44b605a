/// Lines that belong to one command which may not be complete yet.
package struct PendingInput: Sendable {
  private var text = ""
  /// What the lines lack to be complete.
  private(set) var missing: SyntaxError?

  /// Where the first line is, if it was not typed at the prompt.
  private(set) var place: ScriptPlace?

  /// Whether a line was read that goes on in the next one.
  package var isIncomplete: Bool { missing != nil }

  /// Begins a command without lines.
  package init() {}

  /// Adds a line.
  package mutating func add(_ line: String, at place: ScriptPlace?) {
    if isIncomplete {
      text += "\n" + line
    } else {
      text = line
      self.place = place
    }
  }

  /// The statements of the lines.
  ///
  /// - Throws: `SyntaxError`; if it is an incomplete one, another line may follow.
  package mutating func statements() throws(SyntaxError) -> [Statement] {
    do {
      let statements = try StatementParser.statements(of: text, line: place?.line ?? 1)
      missing = nil
      return statements
    } catch {
      missing = error.isIncomplete ? error : nil
      throw error
    }
  }

  /// The text for the history, without secrets; nil if it is not to be kept.
  ///
  /// It is the text as it was typed where that holds no secret and is one line.
  package func historyText(of statements: [Statement]) -> String? {
    guard History.keeps(text) else { return nil }
    let typed = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let scrubbed = Scrubber.scrubbed(typed)
    let spelled = CommandSpelling.text(of: statements)
    let isOneLine = !text.contains(where: \.isNewline)
    let isClean = scrubbed == typed && !spelled.contains(Scrubber.mask)
    if isOneLine, statements.isEmpty { return Scrubber.scrubbed(unreadable: text) }
    if isOneLine, isClean { return text }
    return spelled.isEmpty ? nil : spelled
  }
}
