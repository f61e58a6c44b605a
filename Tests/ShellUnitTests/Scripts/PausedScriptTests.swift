internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import Shell

/// A script of which a job has paused.
@Suite struct PausedScriptTests {
  @Test(arguments: [
    ("wait 1\necho on\n", "resume 1 && run --from 2 "), ("wait 1\n", "resume 1\n"),
  ])
  func `it says how to go on`(text: String, words: String) async throws {
    let scratch = try Scratch()
    let script = scratch.path(of: "s.vecferry")
    try Data(text.utf8).write(to: URL(filePath: script))
    let folder = scratch.path(of: "state")
    try await pauseJob(in: folder)
    let recorded = RecordedSession(stateFolder: folder, tree: .standard)
    #expect(try await recorded.run("run '\(script)'").status == .stopped)
    #expect(recorded.outputs.messages.contains("\nto go on: \(words)"))
  }

  private func pauseJob(in folder: String) async throws {
    let now = Date(timeIntervalSince1970: 1_750_000_000)
    let journal = try Journal.open(folder: folder, as: .writer)
    let new = NewJob.docs(plan: try MigrationPlan.docs.encoded())
    let job = try await journal.create([new])[0].id
    try await journal.move(job, to: .inProgress, at: now)
    try await journal.move(job, to: .paused, at: now)
  }
}
