/// Looks for mistakes in a script without running it: commands, options, variables.
package struct ScriptCheck {
  private let session: ShellSession
  private let arguments: [String]
  /// What `let` has defined and `unset` has not forgotten up to the line that is looked at.
  private var variables: [String: String]
  /// What `shortcut` has defined up to that line.
  private var shortcuts: Shortcuts

  /// The reports of all mistakes in the script, in its order.
  package static func reports(
    on script: Script, arguments: [String], in session: ShellSession
  ) -> [Report] {
    var check = ScriptCheck(
      session: session, arguments: arguments, variables: session.variables,
      shortcuts: session.shortcuts)
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
    let command = shortcuts.unfolded(command)
    let tree = session.tree
    let expansion = Expansion(arguments: arguments) { [variables, session] name in
      variables[name] ?? session.environment[name]
    }
    let words = try expansion.words(command.words)
    guard !words.isEmpty else { return }
    guard !command.words[0].hasBackslash else { throw UnknownCommand.error(forBackslash: words) }
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
    case let definition as VariableLet: variables[definition.name] = definition.text
    case let removal as VariableUnset: for name in removal.names { variables[name] = nil }
    case let definition as ShortcutDefine where !definition.words.isEmpty:
      try shortcuts.define(
        definition.name ?? "", as: definition.line, among: session.tree.words(after: []))
    case let removal as ShortcutRemove: for name in removal.names { _ = shortcuts.remove(name) }
    default: break
    }
  }
}
