package import ArgumentParser
internal import Foundation

/// The command `history [N]`.
package struct HistoryShow: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show earlier commands.")
  package static let examples = [
    Example("history 20", "the last twenty"),
    Example("history --here --failed", "failures in this directory"),
    Example("history --grep migrate", "commands that contain a word"),
  ]
  package static let seeAlso = ["history delete", "topic keys"]
  package static let replay = Replay.unrecorded

  @Argument(help: ArgumentHelp("How many of the newest.", valueName: "n"))
  package var count: Int?
  @Flag(help: "Only those of this directory.")
  package var here = false
  @Flag(help: "Only those that failed.")
  package var failed = false
  @Flag(help: "Only those of this session.")
  package var session = false
  @Option(help: ArgumentHelp("Only those that contain this text.", valueName: "text"))
  package var grep: String?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    if let count, count < 1 { throw ValidationError("the number of commands begins at 1") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    var filter = HistoryFilter()
    filter.here = here
    filter.failed = failed
    filter.session = self.session
    filter.pattern = grep
    filter.limit = count ?? session.settings.limit
    return CommandResult(HistoryScreen(entries: try session.history.entries(filter)))
  }
}

/// Earlier commands with their numbers, times and statuses.
struct HistoryScreen: Renderable {
  static let schema = "history/1"
  static let rows: String? = "commands"

  var entries: [NumberedHistoryEntry]

  var json: JSONObject { ["commands": .array(entries.map(document))] }

  var sections: [Section] {
    let columns: [Table.Column] = [
      .number("N"), .text("TIME").yieldingFirst, .number("STATUS"), .long("COMMAND"),
    ]
    let rows = entries.map { numbered -> [Cell] in
      let entry = numbered.entry
      return [
        Cell("\(numbered.number)"), Cell(Figures.timestamp(entry.time)),
        Cell("\(entry.status)", tone: entry.status == 0 ? .plain : .bad), Cell(entry.command),
      ]
    }
    return [.table(Table(columns, rows: rows))]
  }

  private func document(_ numbered: NumberedHistoryEntry) -> JSONValue {
    let entry = numbered.entry
    return [
      "number": .integer(Int64(numbered.number)), "time": .string(Figures.timestamp(entry.time)),
      "directory": .string(entry.directory), "source": .optional(entry.source),
      "target": .optional(entry.target), "command": .string(entry.command),
      "status": .integer(Int64(entry.status)),
      "seconds": .number(Double(entry.milliseconds) / 1000),
    ]
  }
}
