internal import JobJournal
internal import Synchronization
internal import TestSupport
internal import Testing

/// Whichever write of the journal fails, before or after it is on disk, nothing is lost or doubled.
@Suite(.timeLimit(.minutes(30)))
struct JournalFaultTests {
  @Test(arguments: KeyKind.allCases, JournalWriteHook.Moment.allCases)
  func `a job whose journal fails is resumed to equality`(
    keys: KeyKind, moment: JournalWriteHook.Moment
  ) async throws {
    let writes = try await UntouchedRun.with(keys).writes(moment)
    try #require(writes > 0)
    try await FaultCourse.open(keys) { course in
      for write in Places.among(writes, few: 2, for: "\(keys)\(moment)") {
        let breaker = Breaker(write, moment)
        let ending = try await course.migrate(patience: 5, hook: breaker.hook)
        try course.expectEquality(ending, "\(moment) write \(write)")
        #expect(breaker.hasBroken, "\(moment) write \(write) does not happen")
        // The last write says that the job is successful; once on disk it is true.
        #expect(
          !ending.stops.isEmpty || moment == .after, "\(moment) write \(write) is passed over")
      }
    }
  }
}

/// Lets one write of a journal fail.
private final class Breaker: Sendable {
  private let seen = Mutex(0)
  private let write: Int
  private let moment: JournalWriteHook.Moment

  init(_ write: Int, _ moment: JournalWriteHook.Moment) {
    self.write = write
    self.moment = moment
  }

  var hasBroken: Bool { seen.withLock { $0 >= write } }

  var hook: JournalWriteHook {
    JournalWriteHook { moment, attempt throws(JournalError) in
      guard moment == self.moment else { return }
      let count = self.seen.withLock { seen in
        seen += 1
        return seen
      }
      guard count == self.write else { return }
      throw JournalError(.ioFailed, "cannot \(attempt): the disk fails in a test")
    }
  }
}
