internal import Testing

@testable internal import Shell

@Suite struct ArgumentTests {
  private let info = CommandInfo(FakeCopy.self, example: FakeCopy.examples.first?.line)

  @Test(arguments: [
    ["anvil", "--to", "shed"], ["--to=shed", "anvil", "bell"], ["anvil", "-c", "2", "--to", "x"],
    ["--to", "x", "--", "--odd"], ["a", "--to", "x", "-q", "-o", "json"],
    ["a", "--to", "x", "-qo", "json"], ["a", "--to", "x", "--kind", "large", "--background"],
    ["-", "--to", "x"],
  ])
  func `what the command declares passes`(arguments: [String]) throws {
    _ = try CommandParsing.parse(FakeCopy.self, arguments: arguments, info: info)
  }

  /// A line of arguments and what is said about it.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var arguments: String
    var code: UsageError.Code
    var message: String
    var hint: String?

    var testDescription: String { arguments }
  }

  private static let way = "as in: copy anvil --to shed; help copy"

  private static let mistakes = [
    Mistake(
      arguments: "a --ot x", code: .unknownOption, message: "unknown option \"--ot\" of copy",
      hint: "did you mean --to? help copy"),
    Mistake(
      arguments: "a --backgruond", code: .unknownOption,
      message: "unknown option \"--backgruond\" of copy",
      hint: "did you mean --background? help copy"),
    Mistake(
      arguments: "a -z", code: .unknownOption, message: "unknown option \"-z\" of copy",
      hint: "help copy"),
    Mistake(
      arguments: "a --to", code: .missingArgument,
      message: "option \"--to\" of copy needs a value", hint: "help copy"),
    Mistake(
      arguments: "a --to --kind large", code: .missingArgument,
      message: "option \"--to\" of copy needs a value", hint: "help copy"),
    Mistake(
      arguments: "--to x", code: .missingArgument, message: "copy needs NAMES", hint: way),
    Mistake(arguments: "a", code: .missingArgument, message: "copy needs --to", hint: way),
    Mistake(
      arguments: "a --to x --kind lagre", code: .invalidValue,
      message: "\"lagre\" is no value of --kind", hint: "did you mean large? one of small, large"),
    Mistake(
      arguments: "a --to x --background=1", code: .unexpectedArgument,
      message: "option \"--background\" of copy takes no value"),
    Mistake(
      arguments: "a --to x --count many", code: .invalidValue,
      message: "\"many\" is no value of --count", hint: "help copy"),
    Mistake(
      arguments: "a --to x --timeout -1", code: .invalidValue,
      message: "\"-1\" is no value of --timeout", hint: "help copy"),
    Mistake(
      arguments: "a --to x --count -0.5", code: .invalidValue,
      message: "\"-0.5\" is no value of --count", hint: "help copy"),
    Mistake(
      arguments: "a --to x --timeout 0", code: .invalidValue,
      message: "\"0\" is no value of --timeout", hint: "help copy"),
  ]

  @Test(arguments: mistakes)
  func `mistakes have a code, a sentence and a hint`(mistake: Mistake) {
    let arguments = mistake.arguments.split(separator: " ").map(String.init)
    let error = #expect(throws: UsageError.self) {
      try CommandParsing.parse(FakeCopy.self, arguments: arguments, info: info)
    }
    #expect(error?.code == mistake.code)
    #expect(error?.message == mistake.message)
    #expect(error?.hint == mistake.hint)
  }

  @Test(
    arguments: [
      (
        "connect", ["source", "h", "--token", "x"],
        "did you mean --token-file, --token-env or --token-command? help connect"
      ),
      (
        "list collections", ["--like", "s"],
        "a pattern stands alone, as in: list collections 'doc*'; help list collections"
      ),
      ("list collections", ["--json"], "-o json; help list collections"),
      ("list collections", ["-A"], "did you mean --all-databases? help list collections"),
      ("jobs", ["-w"], "watch jobs; help jobs"),
      ("connect", ["10.0.0.7", "x"], "connect source 10.0.0.7, or connect target 10.0.0.7"),
    ] as [(String, [String], String)])
  func `options of other programs lead to ours`(name: String, words: [String], hint: String) async {
    let recorded = RecordedSession(tree: .standard)
    _ = await Dispatcher(session: recorded.session)
      .run(words: name.split(separator: " ").map(String.init) + words)
    #expect(recorded.outputs.messages.contains("hint:  \(hint)\n"), "\(recorded.outputs.messages)")
  }

  @Test func `a command without operands refuses them`() {
    let error = #expect(throws: UsageError.self) {
      try ArgumentCheck.check(["x"], of: CommandInfo(FakeTable.self))
    }
    #expect(error?.message == "list things does not know what to do with \"x\"")
  }

  @Test func `other messages of the parser take the form of this program`() {
    let error = CommandParsing.translated("Something odd happened.", of: info)
    #expect(error == UsageError(.invalidValue, "something odd happened", hint: "help copy"))
  }
}
