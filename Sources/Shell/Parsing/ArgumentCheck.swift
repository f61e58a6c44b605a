/// Compares the words after a command's name with what the command declares.
///
/// The argument parser finds the same mistakes, but says them in its own words; here each has a
/// code, and a hint with what was probably meant. What passes can only fail for a value's form.
package struct ArgumentCheck {
  private let info: CommandInfo
  private var rest: ArraySlice<String>
  private var operands: [String] = []
  private var given: Set<String> = []
  private var swallowsRest = false

  /// Checks the words.
  ///
  /// - Throws: `UsageError` with the first mistake.
  package static func check(_ arguments: [String], of info: CommandInfo) throws(UsageError) {
    var check = ArgumentCheck(info: info, rest: arguments[...])
    try check.run()
  }

  private mutating func run() throws(UsageError) {
    while let word = rest.popFirst(), !swallowsRest {
      if word == "--" {
        while let word = rest.popFirst() { try take(operand: word) }
      } else if word.hasPrefix("--") {
        try take(long: word)
      } else if word.hasPrefix("-"), word != "-" {
        try take(short: word)
      } else {
        try take(operand: word)
      }
    }
    try checkMissing()
  }

  private mutating func take(long word: String) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let option = try option(named: name)
    guard option.value != nil else {
      guard parts.count == 1 else {
        throw UsageError(.unexpectedArgument, "option \"\(name)\" of \(info.name) takes no value")
      }
      return
    }
    if parts.count == 2, !parts[1].isEmpty {
      try check(String(parts[1]), of: option.choices, for: name)
    } else if parts.count == 2 {
      throw missingValue(of: name, option)
    } else {
      try takeValue(of: option, named: name)
    }
  }

  /// A bundle of one-letter options, of which the last may take a value: `-kx`, `-qo json`.
  private mutating func take(short word: String) throws(UsageError) {
    let parts = word.dropFirst().split(separator: "=", maxSplits: 1)
    guard let letters = parts.first else { throw unknownOption(word) }
    for (place, letter) in letters.enumerated() {
      let option = try option(named: "-\(letter)", within: word)
      guard option.value != nil else { continue }
      guard place == letters.count - 1 else { throw missingValue(of: "-\(letter)", option) }
      if parts.count == 2 {
        try check(String(parts[1]), of: option.choices, for: "-\(letter)")
      } else {
        try takeValue(of: option, named: "-\(letter)")
      }
    }
  }

  private mutating func takeValue(
    of option: CommandInfo.Option, named name: String
  ) throws(UsageError) {
    let isValue = rest.first.map { option.takesAnything || !$0.hasPrefix("-") || $0 == "-" }
    guard isValue == true, let value = rest.popFirst() else {
      // No option is a number, and no option takes one below zero.
      if let typed = rest.first, Double(typed) != nil {
        throw UsageError(
          .invalidValue, "\"\(typed)\" is no value of \(name)", hint: info.helpLine)
      }
      throw missingValue(of: name, option)
    }
    try check(value, of: option.choices, for: name)
  }

  private mutating func take(operand word: String) throws(UsageError) {
    let place = min(operands.count, info.operands.count - 1)
    guard place >= 0, operands.count < info.operands.count || info.operands[place].isRepeating
    else {
      let shown = Scrubber.scrubbed([info.name, word]).last ?? word
      throw UsageError(
        .unexpectedArgument, "\(info.name) does not know what to do with \"\(shown)\"",
        hint: info.helpLine)
    }
    let operand = info.operands[place]
    operands.append(word)
    swallowsRest = operand.takesAnything
    try check(word, of: operand.choices, for: operand.value.uppercased())
  }

  private mutating func option(
    named name: String, within word: String? = nil
  ) throws(UsageError) -> CommandInfo.Option {
    guard let option = info.option(named: name) else { throw unknownOption(word ?? name) }
    given.formUnion(option.names)
    return option
  }

  private func checkMissing() throws(UsageError) {
    if let operand = info.operands.dropFirst(operands.count).first(where: \.isRequired) {
      throw UsageError(
        .missingArgument, "\(info.name) needs \(operand.value.uppercased())", hint: way)
    }
    let missing = info.options.first { $0.isRequired && given.isDisjoint(with: $0.names) }
    if let missing {
      throw UsageError(
        .missingArgument, "\(info.name) needs \(missing.names[0])", hint: way)
    }
  }

  /// A line that would do, and where there are more.
  private var way: String {
    info.example.map { "as in: \($0); \(info.helpLine)" } ?? info.helpLine
  }

  private func check(
    _ value: String, of choices: [String], for name: String
  ) throws(UsageError) {
    guard !choices.isEmpty, !choices.contains(value) else { return }
    let near = DidYouMean.phrase(DidYouMean.candidates(for: value, among: choices))
    let all = "one of \(choices.joined(separator: ", "))"
    // Whoever names a cluster only has not said what for.
    let isPlace = info.name == "connect" && name == "SIDE" && near == nil
    let ways = choices.map { "connect \($0) \(Quoting.quoted(value))" }
    throw UsageError(
      .invalidValue, "\"\(value)\" is no value of \(name)",
      hint: isPlace
        ? ways.joined(separator: ", or ") : [near, all].compactMap { $0 }.joined(separator: " "))
  }

  private func missingValue(of name: String, _ option: CommandInfo.Option) -> UsageError {
    UsageError(
      .missingArgument, "option \"\(name)\" of \(info.name) needs a value",
      hint: option.choices.isEmpty
        ? info.helpLine : "one of \(option.choices.joined(separator: ", "))")
  }

  private func unknownOption(_ name: String) -> UsageError {
    UsageError(
      .unknownOption, "unknown option \"\(name)\" of \(info.name)",
      hint: [nearness(of: name), info.helpLine].compactMap { $0 }.joined(separator: " "))
  }

  /// Options that may be meant: misspelt, cut short, or those of other programs.
  private func nearness(of name: String) -> String? {
    let known = info.options.flatMap(\.names).filter { $0.hasPrefix("--") }
    let near = DidYouMean.candidates(for: name, among: known)
    let longer = known.filter { $0.hasPrefix(name + "-") }
    if name == "-V", known.contains("--version") { return DidYouMean.phrase(["--version"]) }
    if ["--json", "--format"].contains(name), known.contains("--output") { return "-o json;" }
    if name == "-w", info.name.hasPrefix("list ") || info.name == "jobs" {
      return "watch \(info.name);"
    }
    if name == "-A", known.contains("--all-databases") {
      return DidYouMean.phrase(["--all-databases"])
    }
    let isPattern = ["--like", "--match", "--filter", "--pattern"].contains(name)
    if near.isEmpty, longer.isEmpty, isPattern,
      info.operands.contains(where: { $0.value == "pattern" })
    {
      return "a pattern stands alone, as in: \(info.name) 'doc*';"
    }
    return DidYouMean.phrase(near.isEmpty ? Array(longer.prefix(3)) : near)
  }
}
