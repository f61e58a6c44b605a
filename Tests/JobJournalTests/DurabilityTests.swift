internal import Foundation
internal import JobJournal
internal import Testing

struct DurabilityTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `the connection asks for a sync at every commit, in a log beside the database`()
    async throws
  {
    let journal = try fixture.writer()
    #expect(try await journal.sql("PRAGMA journal_mode") == "wal")
    #expect(try await journal.sql("PRAGMA synchronous") == "2")
    #expect(try await journal.sql("PRAGMA foreign_keys") == "1")
  }

  @Test func `a reader sees a range open as soon as the writer has opened it`() async throws {
    let writer = try fixture.writer()
    let (_, _, ranges) = try await writer.makeRanges(2)
    let reader = try fixture.reader()
    for range in ranges {
      #expect(try await reader.range(range.id)?.state == .planned)
      _ = try await writer.open(range.id)
      #expect(try await reader.range(range.id)?.state == .open)
    }
  }

  @Test func `a reader opens a journal that its writer has closed`() async throws {
    _ = try await fixture.writer().makeJob()
    #expect(!FileManager.default.fileExists(atPath: fixture.database + "-wal"))
    #expect(try await fixture.reader().jobs().count == 1)
  }

  @Test func `the files of a process that died hold what it recorded`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(2)
    _ = try await journal.open(ranges[1].id)
    let next = try Journal.open(folder: fixture.afterCrash(), as: .writer)
    #expect(try await next.recoverInterrupted(at: noon) == [job])
    #expect(try await next.job(job)?.state == .paused)
    #expect(try await next.events(job).map(\.kind) == ["interrupted"])
    #expect(try await next.ranges(job).map(\.state) == [.planned, .open])
  }

  @Test func `only jobs in progress are recovered, once`() async throws {
    let journal = try fixture.writer()
    for state in JobRecord.State.allCases { _ = try await journal.makeJob(state) }
    let running = try await journal.jobs().filter { $0.state == .inProgress }.map(\.id)
    let reopened = try fixture.writer()
    #expect(try await reopened.recoverInterrupted(at: noon) == running)
    #expect(try await reopened.recoverInterrupted(at: noon).isEmpty)
    #expect(try await reopened.jobs().count(where: { $0.state == .paused }) == 2)
  }

  @Test func `a cancelled caller still records`() async throws {
    let journal = try fixture.writer()
    let range = try await journal.makeRange(.open)
    let caller = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await journal.finish(range, rows: 10, bytes: 1)
      return Task.isCancelled
    }
    #expect(try await caller.value)
    #expect(try await journal.range(range)?.state == .done)
  }

  @Test func `a shielded body is not cancelled and its error keeps its type`() async throws {
    let caller = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      let inside = await Journal.shielded { Task.isCancelled }
      return (inside, Task.isCancelled)
    }
    #expect(await caller.value == (false, true))
    do throws(JournalError) {
      try await Journal.shielded { () throws(JournalError) in
        throw JournalError(.locked, "in use")
      }
    } catch {
      #expect(error.code == .locked)
    }
  }
}
