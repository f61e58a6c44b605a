internal import ArgumentParser

/// The commands that begin with some words, with a line for each; without words the topics too.
struct HelpOverview: Renderable {
  static let schema = "help/1"
  static let rows: String? = "commands"

  var tree: CommandTree
  var beginning: [String] = []

  var json: JSONObject {
    [
      "commands": .array(
        commands.map { ["name": .string($0.name), "summary": .string(Self.summary(of: $0))] })
    ]
  }

  var sections: [Section] {
    let rows = commands.map { [Cell($0.name), Cell(Self.summary(of: $0))] }
    let table = Section.table(Table([.text("COMMAND"), .long("DOES")], rows: rows))
    guard beginning.isEmpty else { return [table] }
    let topics = HelpTopic.allCases.map { [Cell($0.rawValue), Cell($0.summary)] }
    return [
      table, .blank, .table(Table([.text("TOPIC"), .long("EXPLAINS")], rows: topics)), .blank,
      .text("help COMMAND, help TOPIC and help CODE tell more."),
    ]
  }

  private var commands: [any ShellCommand.Type] {
    tree.commands.filter { command in
      Array(command.name.split(separator: " ").map(String.init).prefix(beginning.count))
        == beginning
    }
  }

  private static func summary(of command: any ShellCommand.Type) -> String {
    HelpPage.fragment(command.configuration.abstract)
  }
}
