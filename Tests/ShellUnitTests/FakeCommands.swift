internal import ArgumentParser

@testable internal import Shell

/// Commands for tests.
enum FakeCommands {
  static let all: [any ShellCommand.Type] = [
    FakeTable.self, FakeFailure.self, FakeDifference.self, FakeQuestion.self, FakeCopy.self,
    FakeShow.self,
  ]
}

/// `list things [--limit N]`: a table of two rows.
struct FakeTable: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "list things", abstract: "List things.")
  static let examples = [Example("list things", "all")]
  static let seeAlso: [String] = []
  static let isPreparation = true

  @Option(help: ArgumentHelp("How many.", valueName: "count")) var limit = 2
  @OptionGroup var common: CommonOptions

  func run(in session: ShellSession) async throws -> CommandResult {
    CommandResult(Things(names: Array(["anvil", "bell"].prefix(limit))))
  }
}

struct Things: Renderable {
  static let schema = "things/1"
  static let rows: String? = "things"

  var names: [String]

  var json: JSONObject {
    ["side": "source", "things": .array(names.map { ["name": .string($0), "weight": 1200] })]
  }

  var sections: [Section] {
    let rows = names.map { [Cell($0), .count(1200)] }
    return [.table(Table([.text("NAME"), .number("WEIGHT")], rows: rows)), .text("in all 2")]
  }
}

/// `fail [CODE]`: fails with an error of the source.
struct FakeFailure: ShellCommand {
  static let configuration = CommandConfiguration(commandName: "fail", abstract: "Fail.")
  static let examples = [Example("fail", "always")]
  static let seeAlso: [String] = []

  @OptionGroup var common: CommonOptions

  func run(in session: ShellSession) async throws -> CommandResult {
    throw UsageError(.notFound, "no thing \"x\"", hint: "list things")
  }
}

/// `differ`: ends with status 3 and no error.
struct FakeDifference: ShellCommand {
  static let configuration = CommandConfiguration(commandName: "differ", abstract: "Differ.")
  static let examples = [Example("differ", "always")]
  static let seeAlso: [String] = []
  static let statuses: [ExitStatus] = [.differs]

  @OptionGroup var common: CommonOptions

  func run(in session: ShellSession) async throws -> CommandResult { .status(.differs) }
}

/// `drop NAME [--yes]`: asks before it does nothing.
struct FakeQuestion: ShellCommand {
  static let configuration = CommandConfiguration(commandName: "drop", abstract: "Drop a thing.")
  static let examples = [Example("drop anvil", "asks")]
  static let seeAlso: [String] = []

  @Argument var name: String
  @Flag var yes = false
  @OptionGroup var common: CommonOptions

  func run(in session: ShellSession) async throws -> CommandResult {
    try await session.confirm("Drop \(name)?", yes: yes)
    await session.console.note("dropped \(name)")
    return .nothing
  }
}

/// `copy NAME… --to PLACE [--kind small|large] [--background]`.
struct FakeCopy: ShellCommand {
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case small, large
  }

  static let configuration = CommandConfiguration(commandName: "copy", abstract: "Copy things.")
  static let examples = [Example("copy anvil --to shed", "one")]
  static let seeAlso = ["list things"]

  @Argument(help: "Thing.") var names: [String]
  @Option(help: ArgumentHelp("Where to.", valueName: "place")) var to: String
  @Option(help: "Size.") var kind: Kind = .small
  @Option(name: .shortAndLong, help: "How often.") var count = 1
  @Flag(help: "Do not wait.") var background = false
  @OptionGroup var common: CommonOptions

  func run(in session: ShellSession) async throws -> CommandResult {
    await session.console.note("copied \(names.joined(separator: "+")) \(background)")
    return .nothing
  }
}

/// `list thoughts`: a second word that begins like another one.
struct FakeShow: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "list thoughts", abstract: "List thoughts.")
  static let examples = [Example("list thoughts", "none")]
  static let seeAlso: [String] = []

  @OptionGroup var common: CommonOptions

  func run(in session: ShellSession) async throws -> CommandResult { .nothing }
}
