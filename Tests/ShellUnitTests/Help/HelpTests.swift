internal import MigrationEngine
internal import Testing

@testable internal import Shell

@Suite struct HelpTests {
  private static let names = CommandTree.standard.commands.map { $0.name }
  private let tree = CommandTree.standard

  @Test(arguments: names)
  func `every command is fully explained`(name: String) throws {
    let command = try #require(tree.command(named: name.split(separator: " ").map(String.init)))
    let info = tree.info(of: command)
    #expect(!info.summary.isEmpty)
    #expect(!command.examples.isEmpty)
    for option in info.options { #expect(!option.summary.isEmpty, "\(name) \(option.names)") }
    #expect(
      Set(info.options.map(\.summary)).count == info.options.count, "\(name) says one thing twice")
    for operand in info.operands { #expect(!operand.summary.isEmpty, "\(name) \(operand.value)") }
    #expect(
      Set(["--output", "--quiet", "--timeout", "--help"]).isSubset(
        of: Set(info.options.flatMap(\.names))))
  }

  @Test(arguments: names)
  func `every example is taken as it stands`(name: String) throws {
    let command = try #require(tree.command(named: name.split(separator: " ").map(String.init)))
    for example in command.examples {
      let statements = try StatementParser.statements(of: example.line)
      for step in statements.flatMap(\.steps) {
        let words = try Expansion(arguments: ["a"]) { _ in "value" }.words(step.command.words)
        let found = try tree.resolve(words, allowsAbbreviations: false)
        try Self.parse(found.arguments, as: found.command, tree.info(of: found.command))
      }
    }
  }

  /// Parses and validates, which is all that comes before a run.
  private static func parse<Command: ShellCommand>(
    _ arguments: [String], as command: Command.Type, _ info: CommandInfo
  ) throws {
    _ = try CommandParsing.parse(command, arguments: arguments, info: info)
  }

  @Test(arguments: names)
  func `what a command points to exists`(name: String) throws {
    let command = try #require(tree.command(named: name.split(separator: " ").map(String.init)))
    for other in command.seeAlso {
      let words = other.split(separator: " ").map(String.init)
      let isTopic = words.first == "topic" && words.last.flatMap { HelpTopic(rawValue: $0) } != nil
      #expect(isTopic || tree.command(named: words) != nil, "\(name) points to \(other)")
    }
  }

  @Test func `the page of a command has its parts in order`() {
    let page = HelpPage(FakeCopy.self, info: CommandInfo(FakeCopy.self))
    #expect(
      page.text == """
        copy: copy things

        SYNOPSIS
          copy NAMES… --to PLACE [--kind small|large] [--count COUNT] [--background]

        OPTIONS
          NAMES               thing
          --to PLACE          where to
          --kind small|large  size (small)
          -c, --count COUNT   how often (1)
          --background        do not wait
          -o, --output table|json|jsonl|csv|vertical
                              form of the result
          -q, --quiet         print no progress and no notices
          --timeout SECONDS   give up after so many seconds
          -h, --help          show help information

        EXAMPLES
          copy anvil --to shed  one

        EXIT STATUS
          0   done
          1   failed
          64  unknown command or option, bad script, or a confirmation is needed

        SEE ALSO
          list things
        """)
  }

  @Test(arguments: HelpTopic.allCases)
  func `every topic fits the window`(topic: HelpTopic) {
    for line in topic.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `the variables that are read are told`() {
    let names = [
      CloudSite.variable, LiteSearch.variable, CloudLogin.variable(nil),
      CloudLogin.variable(.source), CloudLogin.variable(.target), "NO_COLOR", "SPARK_HOME",
      "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME",
    ]
    for name in names { #expect(HelpTopic.variables.text.contains("\n  \(name) "), "\(name)") }
  }

  @Test(arguments: [
    ("Milvus before 2.2.9", "neither"), ("Milvus 2.2.9 to 2.2.16", "source"),
    ("Milvus 2.3 to 3.0", "source and target"), ("Milvus Lite 2.4 and 2.5", "source and target"),
    ("Milvus Lite 3.0 to 3.2.0", "target"), ("Milvus Lite 3.2.1 and newer", "source and target"),
  ])
  func `what servers can be is told`(name: String, roles: String) {
    let line = "  \(DisplayWidth.padded(name, to: 29))\(roles)"
    #expect(HelpTopic.versions.text.split(separator: "\n").contains { $0 == line })
  }

  @Test func `each form of a result has one name, and help tells it`() {
    let names = HelpTopic.results.map { $0.type.schema }
    #expect(Set(names).count == names.count)
    for name in names { #expect(HelpTopic.json.text.contains("vecferry.\(name) ")) }
  }

  @Test func `jobs have one form, whoever shows them`() {
    #expect(JobTable.schema == JobSummary.schema)
    #expect(
      JobTable(jobs: []).json.fields.map(\.name) == JobSummary(jobs: []).json.fields.map(\.name))
  }

  @Test func `help shows commands, groups and topics`() async throws {
    let recorded = RecordedSession()
    _ = try await recorded.run("help list; help keys; help copy; copy --help")
    #expect(recorded.outputs.results.contains("list thoughts  list thoughts"))
    #expect(recorded.outputs.results.contains("Ctrl-R"))
    #expect(recorded.outputs.results.split(separator: "SYNOPSIS").count == 3)
    for (word, topic) in [
      ("proxy", HelpTopic.proxies), ("lite", .files), ("address", .addresses), ("key", .keys),
      ("environment", .variables), ("error", .codes),
    ] {
      let before = recorded.outputs.results.count
      _ = try await recorded.run("help \(word)")
      #expect(recorded.outputs.results.dropFirst(before) == topic.text + "\n", "\(word)")
    }
    let before = recorded.outputs.results.count
    #expect(try await recorded.run("help topics").status == .done)
    let lines = recorded.outputs.results.dropFirst(before).split(separator: "\n")
    #expect(lines.count == HelpTopic.allCases.count)
    #expect(lines.contains("status        exit statuses"))
    _ = try await recorded.run("help kyes")
    #expect(recorded.outputs.messages.contains("did you mean keys?"))
  }
}
