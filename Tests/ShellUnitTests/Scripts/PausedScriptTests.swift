internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import Shell

/// A script of which jobs have paused.
@Suite struct PausedScriptTests {
  @Test(arguments: [
    ("wait 1\necho on\n", 1, "resume 1 && run --from 2 "), ("wait 1\n", 1, "resume 1\n"),
    ("wait 1\n", 3, "resume 1\n"), ("-wait 3\nwait 1 2\n", 3, "resume 1 && resume 2\n"),
    ("time wait 1 2 3\n", 3, "resume all\n"),
  ])
  func `it says how to go on with its jobs`(text: String, jobs: Int, words: String) async throws {
    let scratch = try Scratch()
    let script = scratch.path(of: "s.vecferry")
    try Data(text.utf8).write(to: URL(filePath: script))
    let folder = scratch.path(of: "state")
    try await pause(jobs, in: folder)
    let recorded = RecordedSession(stateFolder: folder, tree: .standard)
    #expect(try await recorded.run("run '\(script)'").status == .stopped)
    #expect(recorded.outputs.messages.contains("\nto go on: \(words)"))
  }

  private func pause(_ count: Int, in folder: String) async throws {
    let now = Date(timeIntervalSince1970: 1_750_000_000)
    let journal = try Journal.open(folder: folder, as: .writer)
    let new = NewJob.docs(plan: try MigrationPlan.docs.encoded())
    for job in try await journal.create(Array(repeating: new, count: count)) {
      try await journal.move(job.id, to: .inProgress, at: now)
      try await journal.move(job.id, to: .paused, at: now)
    }
  }
}
