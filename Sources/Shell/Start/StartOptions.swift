package import ArgumentParser

/// The executable's own options, before and instead of a command.
package struct StartOptions: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: CommandInfo.program,
    abstract: "Move collections from one Milvus cluster to another.")

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Replay a script; - is standard input.", valueName: "file"),
    completion: .file())
  package var file: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Run these commands; repeatable, as lines of a script.", valueName: "commands"))
  package var command: [String] = []
  @Option(help: ArgumentHelp("Begin the script at this line.", valueName: "line"))
  package var from: Int?
  @Option(
    help: ArgumentHelp(
      "Connect the source first: a profile, an address or an id.", valueName: "place"))
  package var source: String?
  @Option(help: ArgumentHelp("Connect the target first, in the same way.", valueName: "place"))
  package var target: String?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Define a variable.", valueName: "name=value"))
  package var variable: [String] = []
  @Flag(name: .shortAndLong, help: "Go on after a failed command; status 1 at the end.")
  package var keepGoing = false
  @Flag(name: [.customShort("x"), .long], help: "Show each command before it is run.")
  package var trace = false
  @Flag(
    name: [.customShort("n"), .long],
    help: "Check syntax, options and variables of a script, and run nothing.")
  package var checkScript = false
  @Option(name: .shortAndLong, help: ArgumentHelp("Form of results.", valueName: "format"))
  package var output = OutputFormat.table
  @Option(help: ArgumentHelp("How progress is shown.", valueName: "style"))
  package var progress = ProgressStyle.auto
  @Option(help: ArgumentHelp("When colour is used.", valueName: "when"))
  package var color = ColorChoice.auto
  @Option(
    help: ArgumentHelp("Add a line of JSON for everything that happens.", valueName: "file"),
    completion: .file())
  package var events: String?
  @Option(
    help: ArgumentHelp("Add to this file what may explain a failure.", valueName: "file"),
    completion: .file())
  package var log: String?
  @Option(help: ArgumentHelp("How much the log holds.", valueName: "level"))
  package var logLevel = LogLevel.info
  @Flag(name: .shortAndLong, help: "Answer yes to every question about a change.")
  package var yes = false
  @Flag(name: .shortAndLong, help: "Print no progress and no notices.")
  package var quiet = false
  @Flag(help: "Do not run the commands of the file rc first.")
  package var noRc = false
  @Flag(help: "Keep no history.")
  package var noHistory = false
  @Option(help: ArgumentHelp("Print the completion script of a shell.", valueName: "shell"))
  package var completion: CompletionScript?
  @Option(help: ArgumentHelp("Print a manual page, for man.", valueName: "page"))
  package var manual: ManualPage?
  @Flag(help: "Print the version, and what it was built of.")
  package var version = false
  @Argument(
    parsing: .captureForPassthrough,
    help: "One command, or the arguments of the script.")
  package var words: [String] = []

  package init() {}

  package func validate() throws {
    if !command.isEmpty, file != nil {
      throw ValidationError("--command and --file exclude each other")
    }
    if let from, from < 1 { throw ValidationError("--from takes the number of a line, from 1") }
  }
}

extension StartOptions {
  /// The options in the arguments of the process.
  ///
  /// - Throws: `UsageError` with the first mistake.
  package static func parse(words arguments: [String]) throws(UsageError) -> StartOptions {
    do {
      let options = try StartOptions.parse(arguments)
      // The parser takes an unknown option for the first word of a command.
      guard options.words.first?.hasPrefix("-") == true else { return options }
      try ArgumentCheck.check(arguments, of: CommandInfo(StartOptions.self))
      return options
    } catch let error as UsageError {
      throw error
    } catch {
      let info = CommandInfo(StartOptions.self)
      try ArgumentCheck.check(arguments, of: info)
      throw CommandParsing.translated(StartOptions.message(for: error), of: info)
    }
  }

  /// What the session begins with.
  ///
  /// - Throws: `UsageError.invalidValue` for a variable that is not `NAME=VALUE`.
  package func sessionStart() throws(UsageError) -> SessionStart {
    var start = SessionStart()
    start.settings = settings
    start.variables = try variables()
    start.agreesToAll = yes
    start.isQuiet = quiet
    start.traces = trace
    return start
  }

  /// The settings that the session begins with.
  private var settings: Settings {
    var settings = Settings()
    settings.output = output
    settings.progress = quiet ? .none : progress
    settings.notices = quiet ? .none : settings.notices
    settings.color = color
    settings.events = events
    settings.onError = keepGoing ? .continue : .stop
    return settings
  }

  /// The variables of `-v`, by name.
  ///
  /// - Throws: `UsageError.invalidValue` for what is not `NAME=VALUE`.
  private func variables() throws(UsageError) -> [String: String] {
    var values: [String: String] = [:]
    for text in variable {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, VariableName.isValid(String(parts[0])) else {
        throw UsageError(
          .invalidValue, "\"\(Scrubber.scrubbed(text))\" is no value of --variable",
          hint: "a name, an equals sign and a value, as in: -v COPY=docs_2026")
      }
      values[String(parts[0])] = String(parts[1])
    }
    return values
  }
}
