package import ArgumentParser

/// The command `shortcut [NAME [COMMAND…]]`.
package struct ShortcutDefine: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "shortcut", abstract: "Let a word stand for the beginning of a command.")
  package static let examples = [
    Example("shortcut lc list collections", "then: lc 'docs*'"),
    Example("shortcut copy 'migrate --verify full --rate 10MB/s'", "with options: copy docs"),
    Example("shortcut", "all shortcuts; those of the file rc are there in each session"),
  ]
  package static let seeAlso = ["shortcut remove", "let", "run", "topic scripts"]
  package static let isPreparation = true

  @Argument(help: "A letter, then letters, digits, _ and -.")
  package var name: String?
  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The beginning of a command.", valueName: "command"))
  package var words: [String] = []
  @OptionGroup package var common: CommonOptions

  package init() {}

  /// The line for which it stands: as it is if it is one word, else the words as they are typed.
  var line: String { words.count == 1 ? words[0] : Quoting.line(words) }

  package func run(in session: ShellSession) async throws -> CommandResult {
    guard let name else { return CommandResult(ShortcutTable(lines: session.shortcuts.lines)) }
    guard !words.isEmpty else {
      guard let line = session.shortcuts.lines[name] else {
        throw UsageError(
          .notFound, "there is no shortcut \"\(name)\"", hint: "shortcut \(name) list collections")
      }
      return CommandResult(ShortcutTable(lines: [name: line]))
    }
    try session.update { state throws(UsageError) in
      try state.shortcuts.define(name, as: line, among: session.tree.words(after: []))
    }
    return .nothing
  }
}

/// Shortcuts, a row each.
struct ShortcutTable: Renderable {
  static let schema = "shortcuts/1"
  static let rows: String? = "shortcuts"

  var lines: [String: String]

  private var sorted: [(key: String, value: String)] { lines.sorted { $0.key < $1.key } }

  var json: JSONObject {
    [
      "shortcuts": .array(
        sorted.map { ["name": .string($0.key), "command": .string($0.value)] })
    ]
  }

  var sections: [Section] {
    [
      .table(
        Table(
          [.text("SHORTCUT"), .long("COMMAND")],
          rows: sorted.map { [Cell($0.key), Cell($0.value)] }))
    ]
  }
}
