internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import JobJournal
@testable internal import MigrationEngine
@testable internal import RangeTransfer
@testable internal import Shell

/// A job that goes on in another process, as was typed in this one.
@Suite(.timeLimit(.minutes(5))) struct HandedResumeTests {
  private static let job = JobID(rawValue: 1)
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  /// A session that knows of one job, which is paused.
  private func asking() async throws -> RecordedSession {
    let folder = scratch.path(of: "asking")
    let journal = try Journal.open(folder: folder, as: .writer)
    let new = NewJob.docs(plan: try MigrationPlan.docs.encoded())
    let job = try await journal.create([new])[0].id
    for state in [JobRecord.State.inProgress, .paused] {
      try await journal.move(job, to: state, at: Date(timeIntervalSince1970: 1_750_000_000))
    }
    return RecordedSession(stateFolder: folder, tree: .standard)
  }

  /// Types a line while another process has the journal, for which a session of this one answers.
  private func enter(
    _ line: String, answeredBy session: ShellSession, expecting expected: Shell.ExitStatus,
    _ words: String
  ) async throws {
    let asking = try await asking()
    let other = try await LineProcess.holdingJournal(of: scratch.path(of: "asking"))
    defer { other.closeInput() }
    let process = try #require(asking.session.engine.otherProcess)
    let socket = try #require(ControlSocket(folder: scratch.path(of: "socket")))
    defer { socket.end() }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path(of: "asking/control-\(process).sock"),
      withDestinationPath: scratch.path(of: "socket/control-\(getpid()).sock"))
    let desk = ControlDesk(session: session)
    let status = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for await call in socket.calls { call.answer(await desk.answer(to: call.request)) }
      }
      defer { group.cancelAll() }
      return try await asking.run(line).status
    }
    let said = asking.outputs.results + asking.outputs.messages
    #expect(status == expected && said.contains(words), "\(said)")
  }

  @Test(
    arguments: [("", 100), (" --rate 200B/s", 200), (" --rate off", nil)] as [(String, Double?)])
  func `the job keeps to the limit of its plan, to another one, or to none`(
    words: String, limit: Double?
  ) async throws {
    let running = RecordedSession(stateFolder: scratch.path(of: "running"), tree: .standard)
    try await running.whileCopyingSlowly { there in
      let engine = running.session.engine
      _ = try await waitUntil("the limit of the plan") {
        try await engine.status(of: Self.job).limit
      }
      _ = try await running.run("pause 1")
      let paused = try await engine.status(of: Self.job)
      try #require(paused.state == .paused, "\(running.outputs.messages)")
      try await enter(
        "resume 1\(words)", answeredBy: running.session, expecting: .done, "goes on with it")
      guard let limit else {
        _ = try await waitUntil("the end of the job") {
          try await engine.status(of: Self.job).state == .successful ? true : nil
        }
        #expect(there.rows(of: "docs").count == 1000)
        return
      }
      let kept = try await waitUntil("the limit") { try await engine.status(of: Self.job).limit }
      #expect(kept == WriteLimit(bytesPerSecond: limit, owner: .user))
    }
  }

  @Test func `to resume a job that runs there is no way to change its rate`() async throws {
    let running = RecordedSession(stateFolder: scratch.path(of: "running"), tree: .standard)
    try await running.whileCopyingSlowly { _ in
      try await enter(
        "resume 1 --rate off", answeredBy: running.session, expecting: .usage,
        "hint:  rate 1 off\n")
    }
  }
}
