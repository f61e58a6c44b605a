internal import Testing

@testable internal import Shell

@Suite struct CommandTreeTests {
  private let tree = CommandTree(FakeCommands.all + CommandTree.sessionCommands)

  private func name(_ words: [String], abbreviated: Bool = true) throws -> String {
    let resolution = try tree.resolve(words, allowsAbbreviations: abbreviated)
    return ([resolution.command.name] + resolution.arguments).joined(separator: "|")
  }

  @Test(arguments: [
    (["list", "things", "x"], "list things|x"),
    (["li", "thi"], "list things"),
    (["quit"], "exit"),
    ([".", "file"], "run|file"),
    (["history"], "history"),
    (["history", "20"], "history|20"),
    (["history", "delete", "3"], "history delete|3"),
    (["history", "del"], "history|del"),
    (["set"], "set"),
  ])
  func `words name a command`(words: [String], expected: String) throws {
    #expect(try name(words) == expected)
  }

  @Test func `scripts need whole words, and are told which`() {
    let error = #expect(throws: UsageError.self) { try name(["li", "things"], abbreviated: false) }
    #expect(error?.code == .unknownCommand)
    #expect(error?.hint == "write list")
  }

  @Test func `a beginning of several words is ambiguous`() {
    let error = #expect(throws: UsageError.self) { try name(["list", "th"]) }
    #expect(error?.code == .ambiguousCommand)
    #expect(error?.hint == "did you mean list things or list thoughts?")
  }

  @Test(arguments: [
    (["show", "collections"], "list collections"), (["show", "databases"], "list databases"),
    (["describe", "small"], "describe collection small"),
    (["127.0.0.1:54530"], "connect source 127.0.0.1:54530, or connect target 127.0.0.1:54530"),
    (["bye"], "quit"), ([":q"], "quit"), (["dir"], "list collections"),
    (["man", "migrate"], "help migrate"), (["collections"], "list collections"),
    (["get", "collections"], "list collections"), (["get", "collection"], "list collections"),
    (["get", "collections", "docs"], "describe collection docs"), (["get", "jobs"], "jobs"),
    (["get", "job"], "jobs"), (["show", "alias"], "list aliases"), (["show", "status"], "status"),
    (["get", "profiles"], "profile list"), (["get", "pods"], "migrate"),
    (["get", "databases"], "list databases"), (["get", "docs"], "migrate"),
    (["get", "collections", "-o", "json"], "list collections"),
    (["get", "collection", "docs", "-o", "json"], "describe collection docs"),
    (["show", "collections", "like", "x"], "list collections"),
    (["show", "partitions", "docs"], "list partitions docs"),
    (["show", "index", "docs"], "list indexes docs"), (["get", "index"], "help list indexes"),
    (["show", "partitions", "from", "docs"], "help list partitions"),
    (["mirror", "docs"], "migrate docs"), (["kill", "1"], "cancel 1"),
    (["cd", "sales"], "use sales"),
    (["logs", "2"], "status 2"), (["auth", "login"], "login"), (["config"], "set"),
    (["open", "10.0.0.7"], "connect source 10.0.0.7, or connect target 10.0.0.7"),
    (["delete", "collection", "docs"], "drop collection"), (["KEYS", "*"], "list collections"),
    (
      ["open", "http://u:hidden@h"],
      "connect source http://u:•••@h, or connect target http://u:•••@h"
    ),
  ])
  func `other programs' words lead to ours`(words: [String], hint: String) {
    let error = #expect(throws: UsageError.self) {
      try CommandTree.standard.resolve(words, allowsAbbreviations: false)
    }
    #expect(error?.hint == hint)
  }

  @Test(arguments: [
    ("\\l", "list databases"), ("\\d docs", "describe collection docs"),
    ("\\dt+", "list collections"),
    ("\\i nightly.vecferry", "run nightly.vecferry"), ("\\c sales", "use sales"),
    ("\\c 'host=h password=x'", "use"), ("\\watch 5", "watch jobs"), ("\\copy a b", "migrate"),
    ("\\q", "quit"), ("\\timing on", "set timing on"), ("\\?", "help"), ("\\zz", "help"),
  ])
  func `commands of psql are told ours`(text: String, hint: String) async throws {
    let recorded = RecordedSession()
    #expect(try await recorded.run(text).status == .usage)
    #expect(recorded.outputs.messages.contains("commands have no backslash"))
    #expect(recorded.outputs.messages.contains("hint:  \(hint)\n"))
  }

  @Test(arguments: UnknownCommand.otherWords.values.sorted())
  func `what is typed instead of another program's word is a command`(line: String) {
    #expect(throws: Never.self) {
      try CommandTree.standard.resolve(
        line.split(separator: " ").map(String.init), allowsAbbreviations: false)
    }
  }

  @Test func `at a prompt capitals are as good as small letters`() throws {
    #expect(try name(["LIST", "Things"]) == "list things")
    #expect(throws: UsageError.self) { try name(["LIST", "things"], abbreviated: false) }
  }

  @Test func `a question mark asks for help`() throws {
    #expect(try name(["?"]) == "help")
  }

  @Test(arguments: [
    (["lsit"], "unknown command \"lsit\"", "did you mean list?"),
    (["list", "thigns"], "unknown command \"list thigns\"", "did you mean list things?"),
    (["xyzzy"], "unknown command \"xyzzy\"", nil),
    (
      ["list", "qqqq"], "unknown command \"list qqqq\"",
      "one of things, thoughts"
    ),
    (
      ["source", "a.vecferry"], "\"source\" names the cluster to read from, not a command",
      "to replay a script: run a.vecferry; to open a cluster: connect source a.vecferry"
    ),
    (["list"], "\"list\" needs a second word", "one of things, thoughts"),
  ])
  func `unknown words are explained`(words: [String], message: String, hint: String?) {
    let error = #expect(throws: UsageError.self) { try name(words) }
    #expect(error?.message == message)
    #expect(error?.hint == hint)
  }
}
