internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

@testable internal import Shell

/// `baseline` and `verify --against`, from line to file and status.
@Suite(.timeLimit(.minutes(5))) struct BaselineCommandTests {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path(of: "docs.baseline")
  }

  /// Runs lines in a session whose source and target are two fakes with one collection each.
  private func run(
    _ lines: String..., overlookingOneOf skipped: Int? = nil,
    change: (FakeMilvus) throws -> Void = { _ in }
  ) async throws -> (status: Shell.ExitStatus, outputs: RecordedSession.Outputs) {
    var settings = FakeSettings()
    settings.overlooksOneOf = skipped
    let (here, there) = (FakeMilvus("2.3.5"), FakeMilvus("2.6.18", settings: settings))
    for fake in [here, there] { try SampleCollection("docs").make(on: fake) }
    try change(there)
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"), tree: .standard)
    return try await recorded.whileConnected(to: here, there) {
      var status = Shell.ExitStatus.done
      for line in lines { status = try await recorded.run(line).status }
      return (status, recorded.outputs)
    }
  }

  private func drop(row key: Int, of fake: FakeMilvus) throws {
    var request = WireDeleteRequest()
    (request.collectionName, request.expr) = ("docs", "id in [\(key)]")
    try fake.perform("Delete", request)
  }

  @Test func `what was kept of the source is found on the target`() async throws {
    let (status, outputs) = try await run(
      "baseline docs --save \(path) --with-rows 5", "verify target:docs --against \(path)")
    #expect(status == .done, "\(outputs.messages)")
    #expect(
      outputs.results.contains(
        "source:docs  40 entities, 1 key range, 5 of them by key, 40 searches -> \(path)"))
    #expect(outputs.results.contains("it is as the baseline of 20"))
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("vecferry.baseline/1"))
  }

  @Test func `what differs is named, and the status is that of verify`() async throws {
    let (status, outputs) = try await run(
      "baseline docs --save \(path) --with-rows 100",
      "verify target:docs --against \(path) --report \(scratch.path(of: "r.json"))"
    ) { try drop(row: -60, of: $0) }
    #expect(status == .differs)
    #expect(outputs.results.contains("entities    40        39"), "\(outputs.results)")
    #expect(
      outputs.results.contains(
        "range         _default: from the start to the end, 40 entities then, 39 now"))
    #expect(outputs.results.contains("missing       1 no longer there: -60"))
    #expect(outputs.results.contains("it is not as the baseline of "))
    let report = try String(contentsOfFile: scratch.path(of: "r.json"), encoding: .utf8)
    #expect(report.contains("\"schema\":\"vecferry.baselineCheck/1\""))
  }

  @Test func `answers that agree too little have the status of a difference`() async throws {
    let check = "verify target:docs --against \(path)"
    let (told, _) = try await run("baseline docs --save \(path)", check, overlookingOneOf: 5)
    #expect(told == .done)
    let (status, outputs) = try await run(check + " --min-overlap 1", overlookingOneOf: 5)
    #expect(status == .differs)
    #expect(outputs.results.contains("answers       v: 40 searches agree by 0."))
    #expect(outputs.results.contains("has it, but the answers agree by less than 1.0"))
  }

  @Test func `answers that a baseline lacks are not enough, and nothing is read for them`()
    async throws
  {
    let (status, outputs) = try await run(
      "baseline docs --save \(path) --queries 0",
      "verify target:docs --against \(path) --min-overlap 0.95")
    #expect(status == .usage)
    #expect(outputs.messages.contains("has no answers"))
    #expect(outputs.messages.contains("verify target:docs --against \(path)"))
    #expect(!outputs.results.contains("as the baseline"))
  }

  @Test func `a baseline of a collection with another key is told so before anything is read`()
    async throws
  {
    let (status, outputs) = try await run(
      "baseline docs --save \(path)", "verify target:tiny --against \(path)"
    ) { try SampleCollection("tiny", key: .varchar).make(on: $0) }
    #expect(status == .usage)
    let words = "is of \"docs\", whose key is \"id\" (Int64); that of \"tiny\" is \"id\" (VarChar)"
    #expect(outputs.messages.contains(words), "\(outputs.messages)")
  }

  @Test func `a baseline takes the place of a file with consent only`() async throws {
    try Data("old".utf8).write(to: URL(filePath: path))
    let (refused, _) = try await run("baseline docs --save \(path)")
    #expect(refused == .usage)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    let (status, _) = try await run("baseline docs --save \(path) --yes --queries 0")
    #expect(status == .done)
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(files.filter { $0.contains("baseline") } == ["docs.baseline"])
  }

  @Test(arguments: [
    ("hello\n", "is no baseline", "baseline NAME --save FILE writes one"),
    ("{\"schema\":\"vecferry.baseline/9\"}\n", "of another form: vecferry.baseline/9", "newer one"),
    ("{\"schema\":\"vecferry.baseline/1\"}\n", "ends too early", "take it anew"),
  ])
  func `a file that is none has one clear error`(
    text: String, message: String, hint: String
  ) async throws {
    try Data(text.utf8).write(to: URL(filePath: path))
    let (status, outputs) = try await run("verify target:docs --against \(path)")
    #expect(status == .usage)
    #expect(outputs.messages.contains(message) && outputs.messages.contains(hint))
  }

  @Test(arguments: [
    ["docs", "other"], ["--all"], ["docs", "--mode", "count"], ["docs", "--partition", "p"],
    ["docs", "--where", "n > 1"], ["docs", "--field", "v"], ["docs", "--sample", "5"],
    ["docs", "--limit", "5"],
  ])
  func `what belongs to a comparison of two sides is refused beside it`(words: [String]) throws {
    let error = #expect(throws: UsageError.self) {
      try CommandParsing.parse(
        ContentVerify.self, arguments: words + ["--against", "x"],
        info: CommandInfo(ContentVerify.self))
    }
    #expect(error?.message.contains("--against") == true)
  }

  @Test func `a file that verify would refuse for its size is not written`() throws {
    try BaselineSource.requireReadable(bytes: 1 << 30)
    let error = #expect(throws: UsageError.self) {
      try BaselineSource.requireReadable(bytes: (1 << 30) + 1)
    }
    #expect(error?.message.contains("1,073,741,825 bytes, more than the 1,073,741,824") == true)
  }

  @Test(arguments: [
    ["--with-rows", "-1"], ["--with-rows", "9223372036854775807"], ["--queries", "-1"],
    ["--queries", "100001"],
    ["--limit", "0"],
  ])
  func `numbers that cannot be are refused`(words: [String]) {
    #expect(throws: UsageError.self) {
      try CommandParsing.parse(
        ContentBaseline.self, arguments: ["docs", "--save", "x"] + words,
        info: CommandInfo(ContentBaseline.self))
    }
  }
}
