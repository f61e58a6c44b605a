internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

@testable internal import Shell

/// `sync` from line to status.
@Suite(.timeLimit(.minutes(5))) struct SyncCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  /// Runs a line in a session whose target may have a copy.
  private func run(
    _ line: String, copies: [String] = ["docs"], answering answer: String? = nil,
    change: (FakeMilvus) throws -> Void = { _ in }
  ) async throws -> (
    status: Shell.ExitStatus, outputs: RecordedSession.Outputs, source: FakeMilvus,
    target: FakeMilvus
  ) {
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    try SampleCollection("docs").make(on: here)
    for name in copies { try SampleCollection(name).make(on: there) }
    var archive = WireCreateDatabaseRequest()
    archive.dbName = "archive"
    try there.perform("CreateDatabase", archive)
    try change(here)
    let recorded = RecordedSession(
      answerer: answer.map { FixedAnswerer(line: $0) }, stateFolder: scratch.path(of: "state"),
      tree: .standard)
    return try await recorded.whileConnected(to: here, there) {
      let status = try await recorded.run(line).status
      return (status, recorded.outputs, here, there)
    }
  }

  private func write(_ fake: FakeMilvus) throws {
    try fake.perform("Insert", SampleCollection("docs").write(rows: [50, 51]))
    var request = WireDeleteRequest()
    (request.collectionName, request.expr) = ("docs", "id in [-60]")
    try fake.perform("Delete", request)
  }

  @Test func `what is new is copied, and what is gone stays without --delete`() async throws {
    let found = try await run("sync docs", change: write)
    #expect(found.status == .differs)
    #expect(found.outputs.results.contains("new           2 copied: 90, 93"))
    #expect(found.outputs.results.contains("gone          1 left on the target: -60"))
    #expect(found.target.rows(of: "docs").count == 42)
  }

  @Test func `with --delete it goes, once that was agreed to`() async throws {
    let silent = try await run("sync docs --delete", change: write)
    #expect(silent.status == .usage && silent.target.rows(of: "docs").count == 40)
    let refused = try await run("sync docs --delete", answering: "n", change: write)
    #expect(refused.status == .failed && refused.target.rows(of: "docs").count == 40)
    let agreed = try await run("sync docs --delete --yes", change: write)
    #expect(agreed.status == .done, "\(agreed.outputs.messages)")
    #expect(agreed.target.rows(of: "docs") == agreed.source.rows(of: "docs"))
  }

  @Test func `the repair that verify names deletes what the source lacks, if there is any`()
    async throws
  {
    let changed = try await run("verify docs", answering: "n", change: write)
    let text = changed.outputs.results + changed.outputs.messages
    #expect(text.contains("with: repair docs --delete-extra\n"), "\(text)")
    let grown = try await run("verify docs", answering: "n") { source in
      try source.perform("Insert", SampleCollection("docs").write(rows: [50]))
    }
    let words = grown.outputs.results + grown.outputs.messages
    #expect(words.contains("with: repair docs\n"), "\(words)")
  }

  @Test func `a dry run changes nothing and asks nothing`() async throws {
    let found = try await run("sync docs --delete --dry-run", change: write)
    #expect(found.status == .differs)
    #expect(found.outputs.results.contains("2 to be copied, 1 to be deleted"))
    #expect(!found.target.calls.contains { ["Upsert", "Insert", "Delete"].contains($0.method) })
  }

  @Test(arguments: [
    ("sync docs", "copy it first with: migrate docs\n"),
    ("repair docs", "copy it first with: migrate docs\n"),
    ("sync docs docs_new", "copy it first with: migrate docs --rename docs:docs_new\n"),
    ("sync docs archive.docs", "copy it first with: migrate docs --target-database archive\n"),
    (
      "sync docs archive.new",
      "copy it first with: migrate docs --rename docs:new --target-database archive\n"
    ),
  ])
  func `without a copy it says how to make one`(line: String, hint: String) async throws {
    let found = try await run(line, copies: [])
    #expect(found.status == .failed)
    #expect(found.outputs.messages.contains("hint:  \(hint)"), "\(found.outputs.messages)")
  }

  @Test func `a copy of nearly that name may be meant`() async throws {
    let found = try await run("sync docs", copies: ["docs_2026"])
    let hint = "did you mean docs_2026? else copy it first with: migrate docs\n"
    #expect(found.outputs.messages.contains(hint), "\(found.outputs.messages)")
  }

  @Test func `the target is the one side that is written to`() async throws {
    let found = try await run("sync target:docs source:docs")
    #expect(found.status == .usage)
    #expect(found.outputs.messages.contains("sync docs docs_new"))
  }
}
