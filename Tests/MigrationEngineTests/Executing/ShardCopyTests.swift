internal import JobJournal
internal import MilvusClient
internal import Synchronization
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A range that holds more than is read at once is copied in parts, and is one range to the journal.
@Suite(.timeLimit(.minutes(5)))
struct ShardCopyTests {
  private let all = Array(Int64(1)...100)

  private func dock(
    _ replay: ReplayStrategy = .upsert, rows: Int = 10
  ) async throws -> RangeDock {
    try await RangeDock(keys: all, replay: replay) { source in
      source.limits = QueryLimits(keys: 30, rows: rows, bytes: 4 << 20, window: nil)
    }
  }

  private var whole: [PrimaryKey: Int] {
    Dictionary(uniqueKeysWithValues: all.map { (.int64($0), 1) })
  }

  @Test(arguments: [1, 4])
  func `its parts arrive under one lease`(parallel: Int) async throws {
    let dock = try await dock()
    let target = PickyTarget()
    guard case .done(let rows, _, let rejects) = try await dock.copy(to: target, parallel: parallel)
    else {
      Issue.record("the range was not copied")
      return
    }
    #expect(rows == 100 && rejects.isEmpty)
    #expect(target.requests == 10 && target.replays == 0)
    #expect(target.stored == whole)
    let record = try await dock.record()
    #expect(record.state == .done && record.attempts == 1 && record.rows == 100)
  }

  @Test func `a part that is sent again is a lease again, and no other part is`() async throws {
    let dock = try await dock()
    let target = PickyTarget(fates: [3: .answerLost])
    _ = try await dock.copy(to: target)
    #expect(target.stored == whole)
    #expect(target.replays == 1 && target.requests == 11)
    #expect(try await dock.record().attempts == 2)
  }

  @Test func `rows that the target refuses are left out of their part`() async throws {
    let dock = try await dock()
    let target = PickyTarget(refusing: [35, 77])
    guard case .done(let rows, _, let rejects) = try await dock.copy(to: target) else {
      Issue.record("the range was not copied")
      return
    }
    #expect(rows == 98 && rejects.map(\.key) == [.int64(35), .int64(77)])
    #expect(try await dock.rejected() == [.int64(35), .int64(77)])
  }

  @Test func `a part that was refused for no known reason is replayed once others were taken`()
    async throws
  {
    let dock = try await dock(rows: 20)
    // Twelve of its rows are tried after the first request; then it is set aside.
    var fates = Dictionary(uniqueKeysWithValues: (1...13).map { ($0, PickyTarget.Fate.faulty) })
    fates[1] = .halfStored
    let target = PickyTarget(fates: fates)
    guard case .done(let rows, _, _) = try await dock.copy(to: target) else {
      Issue.record("the range was not copied")
      return
    }
    #expect(rows == 100 && target.stored == whole)
    #expect(try await dock.rejected().isEmpty)
  }

  @Test func `a pause leaves it open, and it is copied again as a whole`() async throws {
    let dock = try await dock()
    let paused = PickyTarget(refusing: [35], onRefusal: { dock.control.pause() })
    guard case .interrupted = try await dock.copy(to: paused) else {
      Issue.record("the range goes on")
      return
    }
    #expect(paused.requests < 10)
    #expect(try await dock.record().state == .open)
  }

  @Test(arguments: [1, 4])
  func `a pause while the last part is on its way lets it be done`(parallel: Int) async throws {
    let dock = try await dock()
    let target = PickyTarget(fates: [10: .during { dock.control.pause() }])
    _ = try await dock.copy(to: target, parallel: parallel)
    #expect(target.stored == whole)
    #expect(try await dock.record().state == .done)
  }

  @Test func `rows under new keys are sent as one range, which nothing leaves in the midst`()
    async throws
  {
    let dock = try await dock(.impossible)
    let target = PickyTarget()
    _ = try await dock.copy(to: target)
    #expect(target.requests == 1 && target.stored == whole)
  }
}
