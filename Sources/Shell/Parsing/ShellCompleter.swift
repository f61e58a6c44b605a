internal import MigrationEngine

/// Completes commands, options, values and names from what is known; never waits.
package struct ShellCompleter: Completer {
  private let session: ShellSession

  /// Makes a completer for the session.
  package init(session: ShellSession) {
    self.session = session
  }

  package func completions(for text: String, cursor: Int) -> Completions {
    let line = CompletedLine(String(text.prefix(cursor)))
    guard let candidates = candidates(for: line) else { return .none }
    let fitting = candidates.filter { $0.hasPrefix(line.word) }
    let typed = fitting.map { line.isQuoted ? $0 : Quoting.quoted($0) }
    return Completions(replacing: line.typedCount, candidates: typed.sorted())
  }

  package func hint(for text: String) -> String? {
    let line = CompletedLine(text)
    guard line.word.isEmpty, !line.words.isEmpty, text.last == " ",
      let resolution = try? session.tree.resolve(line.words, allowsAbbreviations: true)
    else { return nil }
    let info = session.tree.info(of: resolution.command)
    let isGiven = { (option: CommandInfo.Option) in
      option.names.contains { name in resolution.arguments.contains { $0.hasPrefix(name) } }
    }
    let operands = info.operands.dropFirst(operandCount(resolution.arguments, info)).map {
      $0.isRequired ? $0.value.uppercased() : "[\($0.value.uppercased())]"
    }
    // Three: more would hide in the next row of most windows.
    let options = info.options.filter { !isGiven($0) && !HelpPage.isCommon($0) }.prefix(3).map {
      $0.isRequired ? HelpPage.spelling(of: $0) : "[\(HelpPage.spelling(of: $0))]"
    }
    let parts = operands + options
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// What could stand in the place of the last word; nil where nothing is known of it.
  private func candidates(for line: CompletedLine) -> [String]? {
    let path = wholeWords(line.words)
    let next = session.tree.words(after: path)
    if path.count == line.words.count, !next.isEmpty {
      return next + (session.tree.command(named: path).map { arguments(of: $0, [], line) } ?? [])
    }
    guard let command = session.tree.command(named: path) else { return nil }
    return arguments(of: command, Array(line.words.dropFirst(path.count)), line)
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
    of command: any ShellCommand.Type, _ given: [String], _ line: CompletedLine
  ) -> [String] {
    let info = session.tree.info(of: command)
    if let last = given.last, let option = info.option(named: last), option.value != nil {
      return values(option.choices, option.subject, line)
    }
    if line.word.hasPrefix("-") {
      let used = Set(given)
      return info.options.filter { $0.isRepeating || used.isDisjoint(with: $0.names) }
        .map { $0.names[0] }
    }
    let place = min(operandCount(given, info), info.operands.count - 1)
    guard place >= 0 else { return [] }
    return values(info.operands[place].choices, info.operands[place].subject, line)
  }

  private func operandCount(_ given: [String], _ info: CommandInfo) -> Int {
    var count = 0
    var isValue = false
    for word in given {
      defer { isValue = info.option(named: word).map { $0.value != nil } ?? false }
      if !isValue, !word.hasPrefix("-") { count += 1 }
    }
    return count
  }

  private func values(
    _ choices: [String], _ subject: CompletionSubject?, _ line: CompletedLine
  ) -> [String] {
    guard choices.isEmpty else { return choices }
    switch subject {
    case .files: return FileCompletion.candidates(for: line.word)
    case .names(let names): return self.names(names, line)
    case nil: return []
    }
  }

  private func names(_ kind: CompletedNames, _ line: CompletedLine) -> [String] {
    switch kind {
    case .collections: sided(.collections, line.word)
    case .databases: sided(.databases, line.word)
    case .topics: session.tree.words(after: []) + HelpTopic.allCases.map(\.rawValue)
    case .settings: SettingKey.allCases.map(\.rawValue)
    case .variables: Array(session.variables.keys)
    }
  }

  /// Names of both sides: with the side once it is typed, else those of the source and the sides.
  private func sided(_ kind: NameKind, _ word: String) -> [String] {
    let open = Side.allCases.filter { session.cluster($0) != nil }
    if let side = open.first(where: { word.hasPrefix("\($0.rawValue):") }) {
      return known(kind, side).map { "\(side.rawValue):\($0)" }
    }
    let plain = open.first.map { known(kind, $0) } ?? []
    return plain + open.map { "\($0.rawValue):" }
  }

  private func known(_ kind: NameKind, _ side: Side) -> [String] {
    session.names.names(kind, on: side, database: session.database(side))
  }
}
