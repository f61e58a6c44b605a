internal import ArgumentParser

/// What the arguments of the process ask for.
package enum StartWish: Sendable {
  /// A text to be printed: the version, or the help.
  case answer(String)
  /// A session, a script or a command.
  case start(StartOptions)

  /// Reads the arguments; `--help` and `--version` count wherever an option of the program may stand.
  ///
  /// - Throws: `UsageError` with the first mistake.
  package init(words arguments: [String]) throws(UsageError) {
    if Self.asksForHelp(arguments) {
      self = .answer(HelpPage(start: CommandInfo(StartOptions.self)).text)
      return
    }
    let options = try StartOptions.parse(words: arguments)
    self = options.version ? .answer("vecferry \(Version.text)") : .start(options)
  }

  /// Whether the first word that is no option of the program asks for help.
  ///
  /// The parser passes it through as it passes the words of a command.
  private static func asksForHelp(_ arguments: [String]) -> Bool {
    let words = (try? StartOptions.parse(arguments))?.words ?? []
    return ["--help", "-h"].contains(words.first)
  }
}
