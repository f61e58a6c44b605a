/// Looks for mistakes in a script without running it: commands, options, variables.
package struct ScriptCheck {
  private let tree: CommandTree
  private let lookUp: (String) -> String?
  private let arguments: [String]
  /// What `let` defined and `unset` (nil) forgot in the lines before.
  private var defined: [String: String?] = [:]

  /// The reports of all mistakes in the script, in its order.
  package static func reports(
    on script: Script, arguments: [String], in session: ShellSession
  ) -> [Report] {
    var check = ScriptCheck(
      tree: session.tree, lookUp: { session.variable($0) }, arguments: arguments)
    return script.statements.flatMap { check.reports(on: $0, of: script.name) }
  }

  private mutating func reports(on statement: Statement, of script: String) -> [Report] {
    var reports: [Report] = []
    for step in statement.steps {
      do {
        try look(at: step.command)
      } catch {
        reports.append(Report(error, place: ScriptPlace(name: script, line: step.command.line)))
      }
    }
    return reports
  }

  private mutating func look(at command: SimpleCommand) throws(UsageError) {
    let expansion = Expansion(arguments: arguments) { [defined, lookUp] name in
      if let value = defined[name] { value } else { lookUp(name) }
    }
    let words = try expansion.words(command.words)
    guard !words.isEmpty else { return }
    let resolution = try tree.resolve(words, allowsAbbreviations: false)
    let info = tree.info(of: resolution.command)
    guard !Dispatcher.asksForHelp(resolution.arguments) else { return }
    var arguments = resolution.arguments
    if command.isBackground { arguments.append(try Dispatcher.backgroundOption(of: info)) }
    try look(at: resolution.command, arguments, info)
  }

  private mutating func look<Command: ShellCommand>(
    at command: Command.Type, _ arguments: [String], _ info: CommandInfo
  ) throws(UsageError) {
    switch try CommandParsing.parse(command, arguments: arguments, info: info) {
    case let definition as VariableLet: defined[definition.name] = definition.text
    case let removal as VariableUnset:
      for name in removal.names { defined[name] = .some(nil) }
    default: break
    }
  }
}
