/// Replaces variables by their values; what it looks up is passed in.
package struct Expansion {
  /// The value of a variable by its name.
  package var value: (String) -> String?
  /// The script's arguments: `$1`, `$2` … `$@`.
  package var arguments: [String]

  /// Makes an expansion.
  package init(arguments: [String] = [], value: @escaping (String) -> String?) {
    self.value = value
    self.arguments = arguments
  }

  /// The words with their variables replaced.
  ///
  /// A value is never split into words. `$@` alone becomes a word for each argument. A word that
  /// consists of unquoted variables and is empty disappears, so that `${EXTRA:-}` can add nothing.
  ///
  /// - Throws: `UsageError.unsetVariable`.
  package func words(_ words: [Word]) throws(UsageError) -> [String] {
    var result: [String] = []
    for word in words {
      if word.isAllArguments {
        result += arguments
      } else {
        let text = try text(of: word)
        if !text.isEmpty || !word.mayVanish { result.append(text) }
      }
    }
    return result
  }

  private func text(of word: Word) throws(UsageError) -> String {
    var result = ""
    for (place, piece) in word.pieces.enumerated() {
      switch piece {
      case .bare(let part) where place == 0: result += try atHome(part, word.homeMark)
      case .bare(let part), .quoted(let part): result += part
      case .variable(let variable, _): result += try text(of: variable)
      }
    }
    return result
  }

  /// The text with the home folder in the place of its tilde.
  private func atHome(_ text: String, _ mark: String.Index?) throws(UsageError) -> String {
    guard let mark else { return text }
    let scalars = text.unicodeScalars
    guard let home = value("HOME"), !home.isEmpty else {
      throw UsageError(
        .unsetVariable, "~ stands for the home folder, and HOME is not set",
        hint: "write the whole path, or '~' for the character itself")
    }
    return String(scalars[..<mark]) + home + String(scalars[scalars.index(after: mark)...])
  }

  private func text(of variable: Word.Variable) throws(UsageError) -> String {
    if let text = lookUp(variable.name) { return text }
    if let fallback = variable.fallback { return fallback }
    let isArgument = Int(variable.name) != nil
    throw UsageError(
      .unsetVariable,
      isArgument
        ? "the script has no argument \(variable.name)"
        : "the variable \"\(variable.name)\" "
          + (ProcessVariables.isUnreadable(variable.name) ? "holds no UTF-8 text" : "is not set"),
      hint: isArgument
        ? "give the script one more argument, or write ${\(variable.name):-default}"
        : "give it a value with let \(variable.name), or write ${\(variable.name):-default}")
  }

  private func lookUp(_ name: String) -> String? {
    if name == "@" { return arguments.joined(separator: " ") }
    guard let number = Int(name) else { return value(name) }
    return number <= arguments.count ? arguments[number - 1] : nil
  }
}

extension Word {
  /// Whether the word is `$@` and nothing else.
  fileprivate var isAllArguments: Bool {
    guard pieces.count == 1, case .variable(let variable, _) = pieces[0] else { return false }
    return variable.name == "@"
  }

  /// Whether the word has no quotes and no characters of its own.
  fileprivate var mayVanish: Bool {
    pieces.allSatisfy { piece in
      if case .variable(_, isQuoted: false) = piece { true } else { false }
    }
  }
}
