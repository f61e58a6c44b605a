internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import Shell

/// A report never takes the place of a file in silence.
@Suite struct ReportFileTests {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path(of: "report.json")
  }

  private var text: String? { try? String(contentsOfFile: path, encoding: .utf8) }
  private var files: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: scratch.path)) ?? []
  }

  // It names keys.
  @Test func `a new file is written, for its owner alone`() async throws {
    let session = RecordedSession().session
    try await ReportFile.prepare(path, in: session, yes: false).write("one\n")
    #expect(text == "one\n")
    #expect(files == ["report.json"])
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test(arguments: [
    ("verify docs", "the report is in"), ("verify docs -o json", "\"text\":\"the report is in"),
    ("verify docs --mode search", "the report is in"), ("verify --all", "the report is in"),
    ("sync docs", "the report is in"),
  ])
  func `a script is told where the report is, unless it is quiet`(
    line: String, words: String
  ) async throws {
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    for fake in [here, there] { try SampleCollection("docs").make(on: fake) }
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"), tree: .standard)
    let quiet = try await recorded.whileConnected(to: here, there) {
      _ = try await recorded.run("\(line) --report \(path) -q")
      let quiet = recorded.outputs.messages
      _ = try await recorded.run("\(line) --report \(path) -y")
      return quiet
    }
    #expect(!quiet.contains("the report is in"), "\(quiet)")
    let messages = recorded.outputs.messages
    #expect(messages.contains("\(words) \(path)"), "\(messages)")
    #expect(text?.contains("docs") == true)
  }

  @Test(arguments: ["verify docs", "verify docs --mode full", "verify --all", "sync docs"])
  func `a page is not promised where there is none`(line: String) async throws {
    let recorded = RecordedSession(tree: .standard)
    let outcome = try await recorded.run("\(line) --report \(scratch.path)/docs.html")
    #expect(outcome.status == .usage && files.isEmpty)
    #expect(recorded.outputs.messages.contains("let the name of its file end in .json"))
  }

  @Test func `an existing one needs consent, before the work begins`() async throws {
    try Data("old".utf8).write(to: URL(filePath: path))
    let silent = RecordedSession().session
    let error = await #expect(throws: UsageError.self) {
      try await ReportFile.prepare(path, in: silent, yes: false)
    }
    #expect(error?.code == .confirmationNeeded)
    let refusing = RecordedSession(answerer: FixedAnswerer(line: "n")).session
    await #expect(throws: UsageError.self) {
      try await ReportFile.prepare(path, in: refusing, yes: false)
    }
    #expect(text == "old")
  }

  @Test func `with consent it is replaced, and nothing else is left`() async throws {
    try Data("old and longer".utf8).write(to: URL(filePath: path))
    let session = RecordedSession(answerer: FixedAnswerer(line: "y")).session
    try await ReportFile.prepare(path, in: session, yes: false).write("new\n")
    #expect(text == "new\n")
    try await ReportFile.prepare(path, in: session, yes: true).write("newer\n")
    #expect(text == "newer\n")
    #expect(files == ["report.json"])
  }

  @Test func `a file that came meanwhile is left alone`() async throws {
    let file = try await ReportFile.prepare(path, in: RecordedSession().session, yes: true)
    try Data("somebody else's".utf8).write(to: URL(filePath: path))
    let error = #expect(throws: UsageError.self) { try file.write("mine") }
    #expect(error?.code == .unwritableFile)
    #expect(text == "somebody else's")
    #expect(files == ["report.json"])
  }

  @Test func `a folder that is not there, and one in place of the file, are refused at once`()
    async throws
  {
    let session = RecordedSession().session
    for path in [scratch.path(of: "none/report.json"), scratch.path] {
      let error = await #expect(throws: UsageError.self) {
        try await ReportFile.prepare(path, in: session, yes: true)
      }
      #expect(error?.code == .unwritableFile)
    }
  }
}
