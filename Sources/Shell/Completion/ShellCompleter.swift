internal import MilvusClient

/// Completes commands, options, values and names from what is known; never waits.
package struct ShellCompleter: Completer {
  /// What could stand in the place of a word, before it is compared with the word.
  struct Candidates {
    /// Whole words, not quoted.
    var words: [String] = []
    /// What a person should know if there is nothing to offer.
    var note: String?
  }

  let session: ShellSession

  /// Makes a completer for the session.
  package init(session: ShellSession) {
    self.session = session
  }

  package func completions(for text: String, cursor: Int) -> Completions {
    let line = CompletedLine(String(text.prefix(cursor))).unfolded(by: session.shortcuts)
    if let variables = variables(for: line) { return variables }
    let candidates = candidates(for: line)
    let fitting = candidates.words.filter { $0.utf8.starts(with: line.word.utf8) }
    // Names among the words may differ in bytes alone.
    let typed = Set(fitting.map { ServerName(line.isQuoted ? $0 : Quoting.shortest($0)) })
    return Completions(
      replacing: line.typedCount, candidates: typed.sorted().map(\.text),
      note: typed.isEmpty ? candidates.note : nil)
  }

  /// Variables that begin as the word does; nil if it is none, or more than one.
  private func variables(for line: CompletedLine) -> Completions? {
    guard line.word.hasPrefix("${"), line.word.hasSuffix("}"), !line.isQuoted else { return nil }
    let start = line.word.dropFirst(2).dropLast()
    guard VariableName.isValid(String(start)) else { return nil }
    let names = Set(session.variables.keys).union(session.environment.keys)
    return Completions(
      replacing: line.typedCount,
      candidates: names.filter { $0.hasPrefix(start) && VariableName.isValid($0) }.sorted()
        .map { "$\($0)" })
  }

  private func candidates(for line: CompletedLine) -> Candidates {
    let path = wholeWords(line.words)
    var next = path.count == line.words.count ? session.tree.words(after: path) : []
    if line.words.isEmpty { next += session.shortcuts.lines.keys }
    guard let command = session.tree.command(named: path) else { return Candidates(words: next) }
    let given = Array(line.words.dropFirst(path.count))
    let arguments = arguments(of: session.tree.info(of: command), given, line.word)
    return Candidates(words: next + arguments.words, note: arguments.note)
  }

  /// The words of the line's command in full, as far as they are known.
  private func wholeWords(_ words: [String]) -> [String] {
    var path: [String] = []
    for word in words {
      let known = session.tree.words(after: path)
      let matches = known.contains(word) ? [word] : known.filter { $0.hasPrefix(word) }
      guard matches.count == 1 else { break }
      path += matches
    }
    return path
  }

  private func arguments(
    of info: CommandInfo, _ given: [String], _ word: String
  ) -> Candidates {
    if let last = given.last, let option = info.option(named: last), option.value != nil {
      return values(option.choices, option.subject, word, given: info.operands(in: given))
    }
    if word.hasPrefix("--"), let mark = word.firstIndex(of: "=") {
      let (name, value) = (String(word[..<mark]), String(word[word.index(after: mark)...]))
      return optionValues(info, name, value, given: info.operands(in: given))
    }
    guard !word.hasPrefix("-") else { return Candidates(words: unusedOptions(info, given)) }
    let operands = info.operands(in: given)
    let place = min(operands.count, info.operands.count - 1)
    guard place >= 0 else { return Candidates() }
    let operand = info.operands[place]
    return values(operand.choices, operand.subject, word, given: operands)
  }

  /// Values behind an equals sign, with the option before them: `--kind=large`.
  private func optionValues(
    _ info: CommandInfo, _ name: String, _ value: String, given: [String]
  ) -> Candidates {
    guard let option = info.option(named: name) else { return Candidates() }
    var candidates = values(option.choices, option.subject, value, given: given)
    candidates.words = candidates.words.map { "\(name)=\($0)" }
    return candidates
  }

  private func unusedOptions(_ info: CommandInfo, _ given: [String]) -> [String] {
    let used = Set(given)
    return info.options.filter { $0.isRepeating || used.isDisjoint(with: $0.names) }
      .map { $0.names[0] }
  }
}

extension CommandInfo {
  /// The words that are neither options nor their values.
  func operands(in words: [String]) -> [String] {
    var operands: [String] = []
    var isValue = false
    for word in words {
      defer { isValue = option(named: word).map { $0.value != nil } ?? false }
      if !isValue, !word.hasPrefix("-") { operands.append(word) }
    }
    return operands
  }
}
