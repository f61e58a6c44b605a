/// The help of one command, made of its declaration.
///
/// Order: one line, SYNOPSIS, OPTIONS with defaults, EXAMPLES, EXIT STATUS, SEE ALSO.
package struct HelpPage: Sendable, Equatable {
  /// What the command declares.
  package var info: CommandInfo
  /// How it is typed, a line for each way.
  package var synopsis: [String]
  /// Lines to paste.
  package var examples: [Example]
  /// Exit statuses beside 0, 1 and 64.
  package var statuses: [ExitStatus]
  /// Commands and topics that belong to it.
  package var seeAlso: [String]

  /// Makes the page of a command.
  package init(_ command: any ShellCommand.Type, info: CommandInfo) {
    self.info = info
    synopsis = Self.wrapped(Self.synopsis(of: info))
    examples = command.examples
    statuses = command.statuses
    seeAlso = command.seeAlso
  }

  /// Makes the page of the program itself.
  package init(start info: CommandInfo) {
    self.info = info
    synopsis = [
      "vecferry [OPTIONS]                     a session at a terminal, else commands from a pipe",
      "vecferry [OPTIONS] COMMAND [ARG…]      one command",
      "vecferry [OPTIONS] -f FILE [ARG…]      a script; $1, $2 and so on are the ARGs",
      "vecferry [OPTIONS] -c 'A; B' [ARG…]    commands",
    ]
    examples = [
      Example("vecferry", "a session; type help"),
      Example("vecferry --source 10.0.0.7 list collections", "one command"),
      Example("vecferry -f migrate.vecferry -v TARGET=10.0.0.8", "a script"),
    ]
    statuses = ExitStatus.documented.map(\.status)
    seeAlso = ["vecferry help", "vecferry help scripts", "vecferry help secrets"]
  }

  /// The page as text.
  package var text: String {
    ([info.name + ": " + Self.fragment(info.summary)] + parts).joined(separator: "\n\n")
  }

  /// What the command takes that others do not, a row each.
  var ownRows: [(name: String, meaning: String)] {
    operandRows + rows(of: info.options.filter { !Self.isCommon($0) })
  }

  /// Every option, a row each.
  var optionRows: [(name: String, meaning: String)] { rows(of: info.options) }

  /// The examples, a line each.
  var exampleLines: [String] { Self.columns(examples.map { ($0.line, $0.purpose) }) }

  private var parts: [String] {
    [
      part("SYNOPSIS", synopsis + otherNames),
      part("OPTIONS", Self.columns(operandRows + optionRows)),
      part("EXAMPLES", exampleLines),
      part("EXIT STATUS", Self.columns(statusRows)),
      part("SEE ALSO", seeAlso.isEmpty ? [] : [seeAlso.joined(separator: ", ")]),
    ].compactMap { $0 }
  }

  /// How the command is typed: `count NAME [--where EXPR] [-o FORMAT]`.
  package static func synopsis(of info: CommandInfo) -> String {
    let operands = info.operands.map { operand in
      let name = operand.value.uppercased() + (operand.isRepeating ? "…" : "")
      return operand.isRequired ? name : "[\(name)]"
    }
    let options = info.options.filter { !isCommon($0) }.map { option in
      option.isRequired ? spelling(of: option) : "[\(spelling(of: option))]"
    }
    return ([info.name] + operands + options).joined(separator: " ")
  }

  /// How an option is typed: `--limit COUNT`, `--kind free|serverless`, `--yes`.
  package static func spelling(of option: CommandInfo.Option) -> String {
    guard let value = option.value else { return option.names[0] }
    return "\(option.names[0]) \(valueText(value, option.choices))"
  }

  /// Whether every command has the option, so that a synopsis need not name it.
  static func isCommon(_ option: CommandInfo.Option) -> Bool {
    ["--output", "--quiet", "--timeout", "--help"].contains(option.names[0])
  }

  private var otherNames: [String] {
    info.aliases.isEmpty ? [] : ["also: \(info.aliases.joined(separator: ", "))"]
  }

  private var operandRows: [(name: String, meaning: String)] {
    info.operands.map { operand in
      (
        Self.valueText(operand.value, operand.choices),
        Self.described(operand.summary, default: operand.defaultValue)
      )
    }
  }

  private func rows(of options: [CommandInfo.Option]) -> [(name: String, meaning: String)] {
    options.map { option in
      let names = option.names.reversed().joined(separator: ", ")
      let value = option.value.map { " " + Self.valueText($0, option.choices) } ?? ""
      return (names + value, Self.described(option.summary, default: option.defaultValue))
    }
  }

  private var statusRows: [(String, String)] {
    let known = Set([ExitStatus.done, .failed, .usage] + statuses)
    return known.sorted { $0.rawValue < $1.rawValue }.map { ("\($0.rawValue)", $0.meaning) }
  }

  private func part(_ title: String, _ lines: [String]) -> String? {
    lines.isEmpty ? nil : ([title] + lines.map { "  \($0)" }).joined(separator: "\n")
  }

  private static func valueText(_ value: String, _ choices: [String]) -> String {
    choices.isEmpty ? value.uppercased() : choices.joined(separator: "|")
  }

  private static func described(_ summary: String, default value: String?) -> String {
    fragment(summary) + (value.map { " (\($0))" } ?? "")
  }

  /// A sentence as a part of a line: no full stop, no capital, unless it begins an abbreviation.
  static func fragment(_ sentence: String) -> String {
    let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    let isAbbreviation = text.dropFirst().first?.isUppercase ?? false
    return isAbbreviation ? text : text.prefix(1).lowercased() + text.dropFirst()
  }

  /// The words of a synopsis in lines of at most 78 columns, brackets not torn.
  private static func wrapped(_ synopsis: String) -> [String] {
    var lines: [String] = []
    for part in synopsis.replacing(" [", with: "\n[").replacing(" --", with: "\n--")
      .split(separator: "\n")
    {
      let last = lines.last ?? ""
      if lines.isEmpty || last.count + part.count > 77 {
        lines.append((lines.isEmpty ? "" : "    ") + part)
      } else {
        lines[lines.count - 1] = "\(last) \(part)"
      }
    }
    return lines
  }

  /// Two columns; a left side that is too long has a line of its own.
  private static func columns(_ rows: [(String, String)]) -> [String] {
    let limit = 34
    let widths = rows.map { DisplayWidth.columns(of: $0.0) }.filter { $0 <= limit }
    let left = (widths.max() ?? 0) + 2
    return rows.flatMap { name, text -> [String] in
      guard DisplayWidth.columns(of: name) <= limit else {
        return [name, String(repeating: " ", count: left) + text]
      }
      return [DisplayWidth.padded(name, to: left) + text]
    }
  }
}
