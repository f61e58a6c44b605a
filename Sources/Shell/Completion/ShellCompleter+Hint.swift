extension ShellCompleter {
  /// How many options a hint names: more would hide in the next row of most windows.
  private static let hintedOptions = 3

  package func hint(for text: String) -> String? {
    let line = CompletedLine(text).unfolded(by: session.shortcuts)
    guard line.word.isEmpty, !line.words.isEmpty, text.last == " ",
      let resolution = try? session.tree.resolve(line.words, allowsAbbreviations: true)
    else { return nil }
    let info = session.tree.info(of: resolution.command)
    if let last = resolution.arguments.last, let option = info.option(named: last),
      let value = option.value
    {
      return option.choices.isEmpty ? value.uppercased() : option.choices.joined(separator: "|")
    }
    let parts =
      operands(info, resolution.arguments)
      + options(info, resolution.arguments).prefix(Self.hintedOptions)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func operands(_ info: CommandInfo, _ given: [String]) -> [String] {
    info.operands.dropFirst(info.operands(in: given).count).map { operand in
      let name = operand.value.uppercased()
      return operand.isRequired ? name : "[\(name)]"
    }
  }

  private func options(_ info: CommandInfo, _ given: [String]) -> [String] {
    let missing = info.options.filter { option in
      !HelpPage.isCommon(option)
        && !given.contains { word in option.names.contains { word.hasPrefix($0) } }
    }
    return missing.map { option in
      let spelling = HelpPage.spelling(of: option)
      return option.isRequired ? spelling : "[\(spelling)]"
    }
  }
}
