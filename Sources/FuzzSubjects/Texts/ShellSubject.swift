internal import MigrationEngine
internal import MilvusClient
internal import Shell
internal import TestSupport

/// Command lines: words, statements, variables, quoting, completion, and what the history keeps.
struct ShellSubject: FuzzSubject {
  let name = "shell"

  func input(from base: Void, using generator: inout SeededGenerator) throws -> ShellInput {
    ShellInput(using: &generator)
  }

  func check(_ input: ShellInput) throws {
    switch input {
    case .text(let text): try LineProperties(text: text).check()
    case .words(let words): try checkQuoting(words)
    case .secret(let line): try checkSecrecy(line)
    }
  }

  func text(of input: ShellInput) -> String {
    switch input {
    case .text(let text): "text \(Spelling.literal(text))"
    case .words(let words): "words [\(words.map(Spelling.literal).joined(separator: ", "))]"
    case .secret(let line): "secret \(Spelling.literal(line))"
    }
  }

  /// Words that are quoted are read back, scalar by scalar.
  private func checkQuoting(_ words: [String]) throws {
    let line = Quoting.line(words)
    let statements = try StatementParser.statements(of: line)
    let command = try require(statements.first?.steps.first?.command, "no command in \(line)")
    let isPlain =
      statements.count == 1 && statements[0].steps.count == 1 && !command.ignoresFailure
      && !command.isSilent && !command.isBackground
    try require(isPlain, "quoted words are more than words: \(line)")
    let again = try Expansion { _ in nil }.words(command.words)
    try require(
      again.map { Array($0.unicodeScalars) } == words.map { Array($0.unicodeScalars) },
      "\(words) is read as \(again)")
    for word in words { try checkName(word) }
  }

  private func checkName(_ word: String) throws {
    let escaped = NameSpelling.escaped(word)
    try require(
      NamePattern(escaped).name == ServerName(word), "\"\(escaped)\" is not \"\(word)\"")
    try require(
      NamePattern("*\(escaped)*").matches("x\(word)y"), "\"\(word)\" is not found between stars")
    if !word.isEmpty {
      let address = try TypedAddress(parsing: escaped)
      try require(
        address.name.text == escaped && address.database == nil && address.side == nil,
        "\"\(escaped)\" is taken for more than a name")
    }
    guard let address = try? TypedAddress(parsing: word) else { return }
    let parts = [address.side.map { $0.rawValue + ":" }, address.database.map { $0.text + "." }]
    let spelled = parts.compactMap(\.self).joined() + address.name.text
    try require(spelled == word, "\"\(word)\" is taken for \(spelled)")
  }

  private func checkSecrecy(_ line: String) throws {
    var input = PendingInput()
    input.add(line, at: nil)
    let statements = (try? input.statements()) ?? []
    let kept = input.historyText(of: statements) ?? ""
    try require(!kept.contains(ShellInput.secret), "the history keeps \(kept)")
  }
}
