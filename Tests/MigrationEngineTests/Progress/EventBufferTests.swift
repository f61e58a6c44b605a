internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

struct EventBufferTests {
  private let scratch: Scratch
  private let journal: Journal
  private let eventBuffer = EventBuffer()

  init() throws {
    scratch = try Scratch()
    journal = try Journal.open(folder: scratch.path(of: "state"), as: .writer)
  }

  private func events(_ job: Int64) async throws -> [String] {
    try await eventBuffer.write(to: journal, job: job)
    return try await journal.events(job).map { "\($0.kind) \($0.message)" }
  }

  @Test func `what a job says is recorded once, in its order`() async throws {
    let job = try await journal.create(try RecordedJob.new()).id
    eventBuffer.note(.phase, "copy", at: RecordedJob.start)
    eventBuffer.note(.attention, "look", at: RecordedJob.start)
    #expect(try await events(job) == ["phase copy", "attention look"])
    #expect(try await events(job) == ["phase copy", "attention look"])
    #expect(try await journal.events(job).map(\.at) == [RecordedJob.start, RecordedJob.start])
  }

  @Test func `what the job's own record tells is not recorded again`() async throws {
    let job = try await journal.create(try RecordedJob.new()).id
    for kind: JobNotice.Kind in [.started, .progress, .successful] {
      eventBuffer.note(kind, "x", at: RecordedJob.start)
    }
    #expect(try await events(job) == [])
  }

  @Test func `hindrances are recorded up to a limit`() async throws {
    let job = try await journal.create(try RecordedJob.new()).id
    for place in 0...EventBuffer.hindranceLimit {
      eventBuffer.note(.hindered, "\(place)", at: RecordedJob.start)
    }
    eventBuffer.note(.attention, "after", at: RecordedJob.start)
    let found = try await events(job)
    #expect(found.count == EventBuffer.hindranceLimit + 1)
    #expect(found.last == "attention after")
  }
}
