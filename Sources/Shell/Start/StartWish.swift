internal import ArgumentParser

/// What the arguments of the process ask for.
package enum StartWish: Sendable {
  /// A text to be printed: the version, the help, a manual page, a completion script.
  case answer(String)
  /// What could complete a line of the system's shell.
  case completion(String)
  /// Key ranges, for another program of this kind.
  case work
  /// A session, a script or a command.
  case start(StartOptions)

  /// Reads the arguments; `--help` and `--version` count wherever an option of the program may stand.
  ///
  /// - Throws: `UsageError` with the first mistake.
  package init(words arguments: [String]) throws(UsageError) {
    if arguments == WorkerProgram.words {
      self = .work
      return
    }
    if Self.asksForHelp(arguments) {
      self = .answer(HelpPage(start: CommandInfo(StartOptions.self)).text)
      return
    }
    if arguments.count == 2, arguments[0] == CompletionScript.question {
      self = .completion(arguments[1])
      return
    }
    let options = try StartOptions.parse(words: arguments)
    self = Self.answer(to: options).map(StartWish.answer) ?? .start(options)
  }

  private static func answer(to options: StartOptions) -> String? {
    if options.version { return Version.full }
    return options.completion?.text ?? options.manual?.text
  }

  /// Whether the first word that is no option of the program asks for help.
  ///
  /// The parser passes it through as it passes the words of a command.
  private static func asksForHelp(_ arguments: [String]) -> Bool {
    let words = (try? StartOptions.parse(arguments))?.words ?? []
    return ["--help", "-h"].contains(words.first)
  }
}
