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

  /// Whether the parser, too, takes an argument for the wish to be helped.
  private static func asksForHelp(_ arguments: [String]) -> Bool {
    do {
      _ = try StartOptions.parse(arguments)
      return false
    } catch {
      return StartOptions.exitCode(for: error) == ExitCode.success
    }
  }
}
