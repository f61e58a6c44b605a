internal import JobJournal
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Rows that the target refuses are found, and the rest is stored once.
@Suite(.timeLimit(.minutes(5)))
struct RefusedRangeTests {
  private let all = Array(Int64(1)...100)

  @Test(
    arguments: [[], [1], [100], [37], [1, 2], [50, 51], [3, 40, 41, 99], Array(1...99)],
    [false, true])
  func `what is refused is named, and everything else stored once`(
    bad: [Int64], hasTaken: Bool
  ) async throws {
    guard bad.count < 50 || hasTaken else { return }
    let (dock, target) = (try await RangeDock(keys: all), PickyTarget(refusing: bad))
    guard case .done(let rows, _, _) = try await dock.copy(to: target, hasTaken: hasTaken) else {
      Issue.record("the range was not copied")
      return
    }
    let good = all.filter { !bad.contains($0) }.map(PrimaryKey.int64)
    #expect(rows == good.count)
    #expect(target.stored == Dictionary(uniqueKeysWithValues: good.map { ($0, 1) }))
    #expect(try await dock.rejected() == bad.map(PrimaryKey.int64))
    let record = try await dock.record()
    #expect(record.state == .done && record.rows == Int64(good.count) && record.attempts == 1)
    #expect(target.replays == 0)
    // 7 halvings lead from 100 rows to one, each makes two requests; a first row parts them in three.
    #expect(target.requests <= 3 + 14 * bad.count)
  }

  @Test func `a reject has its partition and the server's words`() async throws {
    let dock = try await RangeDock(keys: all)
    _ = try await dock.copy(to: PickyTarget(refusing: [37]))
    let rows = try await dock.journal.rejectedRows(dock.job)
    #expect(
      rows == [
        RejectedRow(
          key: .int64(37), partition: "_default", reason: "the value of 37 is no good")
      ])
  }

  @Test func `beyond the allowance the range fails, and names what it found`() async throws {
    let dock = try await RangeDock(keys: all)
    let error = await #expect(throws: Failure.self) {
      try await dock.copy(to: PickyTarget(refusing: all), allowance: 3, hasTaken: true)
    }
    #expect(error?.code == .migration(.tooManyRejects))
    #expect(error?.message.contains("key 4: the value of 4 is no good") == true)
    #expect(try await dock.rejected() == [1, 2, 3, 4].map(PrimaryKey.int64))
    #expect(try await dock.record().state == .open)
  }

  @Test func `a range that failed is decided about anew, and stored once`() async throws {
    let dock = try await RangeDock(keys: all)
    let target = PickyTarget(refusing: [30, 60, 90])
    await #expect(throws: Failure.self) { try await dock.copy(to: target, allowance: 1) }
    #expect(target.stored.count > 1)
    _ = try await dock.copy(to: target, allowance: 3)
    #expect(target.stored.count == 97 && target.stored.values.allSatisfy { $0 == 1 })
    #expect(try await dock.rejected() == [30, 60, 90].map(PrimaryKey.int64))
    #expect(try await dock.record().attempts == 2)
  }

  @Test func `without an allowance the first refusal ends it`() async throws {
    let (dock, target) = (try await RangeDock(keys: all), PickyTarget(refusing: [37]))
    let error = await #expect(throws: Failure.self) {
      try await dock.copy(to: target, allowance: 0)
    }
    #expect(error?.code == .migration(.rowsRefused))
    #expect(target.requests == 1 && target.stored.isEmpty)
    #expect(try await dock.rejected().isEmpty)
  }

  @Test(arguments: [[1], [100], [3, 40, 41, 99], Array(1...60)] as [[Int64]])
  func `words that nobody knows name rows as well, each asked about twice`(
    bad: [Int64]
  ) async throws {
    let dock = try await RangeDock(keys: all)
    let target = PickyTarget(refusing: bad, isExplained: false)
    _ = try await dock.copy(to: target, hasTaken: true)
    #expect(target.stored.count == 100 - bad.count && target.stored.values.allSatisfy { $0 == 1 })
    #expect(try await dock.rejected() == bad.map(PrimaryKey.int64))
    // A row that is taken is asked about before each second question.
    #expect(target.requests <= 1 + 16 * bad.count)
  }

  @Test func `what was refused for no known reason may be stored, and is replayed`() async throws {
    let dock = try await RangeDock(keys: all)
    let target = PickyTarget(refusing: [37], isExplained: false)
    _ = try await dock.copy(to: target)
    #expect(target.replays == target.requests - 1)
    #expect(try await dock.record().attempts == 2)
  }

  @Test func `a fault that passes leaves no row out`() async throws {
    let fates = Dictionary(uniqueKeysWithValues: (1...40).map { ($0, PickyTarget.Fate.faulty) })
    let (dock, target) = (try await RangeDock(keys: all), PickyTarget(fates: fates))
    _ = try await dock.copy(to: target, hasTaken: true)
    #expect(target.stored.count == 100)
    #expect(try await dock.rejected().isEmpty)
  }

  @Test func `a fault that lasts longer than the search leaves no row out`() async throws {
    // The first half is taken; the second is parted into 50 rows, all of them in doubt.
    let fates = Dictionary(
      uniqueKeysWithValues: ([1] + Array(3...105)).map { ($0, PickyTarget.Fate.faulty) })
    let (dock, target) = (try await RangeDock(keys: all), PickyTarget(fates: fates))
    _ = try await dock.copy(to: target, hasTaken: true)
    #expect(target.stored.count == 100)
    #expect(try await dock.rejected().isEmpty)
  }

  @Test(arguments: [true, false])
  func `a target that takes nothing ends it after a handful of requests`(
    isExplained: Bool
  ) async throws {
    let dock = try await RangeDock(keys: Array(1...5000))
    let target = PickyTarget(refusing: Array(1...5000), isExplained: isExplained)
    guard case .refused(let error, _) = try await dock.copy(to: target) else {
      Issue.record("the range was not given up")
      return
    }
    #expect(error.code == .migration(.rowsRefused))
    #expect(error.message.contains("is no good"))
    #expect(target.requests == 13)
    #expect(try await dock.record().state == .open)
  }

  @Test func `a few rows of which none is taken are rejects until others were tried`() async throws
  {
    let dock = try await RangeDock(keys: [1, 2, 3])
    _ = try await dock.copy(to: PickyTarget(refusing: [1, 2, 3], isExplained: false))
    #expect(try await dock.rejected() == [1, 2, 3].map(PrimaryKey.int64))
  }

  @Test func `under new keys a refusal for no known reason ends it`() async throws {
    let dock = try await RangeDock(keys: all, replay: .impossible)
    let target = PickyTarget(refusing: [37], isExplained: false)
    let error = await #expect(throws: Failure.self) { try await dock.copy(to: target) }
    #expect(error?.code == .migration(.rowsRefused))
    #expect(target.requests == 1)
  }

  @Test func `a refusal of the request as such is not looked into`() async throws {
    let target = PickyTarget(fates: [1: .refused(.invalidRequest)])
    let dock = try await RangeDock(keys: all)
    let error = await #expect(throws: Failure.self) { try await dock.copy(to: target) }
    #expect(error?.code == .migration(.rowsRefused))
    #expect(target.requests == 1)
  }

  @Test func `an answer that is lost among the halves makes the rest a replay`() async throws {
    let target = PickyTarget(refusing: [100], fates: [2: .answerLost])
    let dock = try await RangeDock(keys: all)
    _ = try await dock.copy(to: target)
    #expect(target.stored.count == 99 && target.stored.values.allSatisfy { $0 == 1 })
    #expect(target.replays > 1)
    #expect(try await dock.record().attempts == 2)
    #expect(try await dock.rejected() == [.int64(100)])
  }

  @Test func `another failure among the halves leaves the range open, without a reject`()
    async throws
  {
    let target = PickyTarget(refusing: [1], fates: [3: .refused(.collectionNotFound)])
    let dock = try await RangeDock(keys: all)
    let error = await #expect(throws: Failure.self) { try await dock.copy(to: target) }
    #expect(error?.code == .end(.target, .collectionNotFound))
    #expect(try await dock.rejected().isEmpty)
    #expect(try await dock.record().state == .open)
  }

  @Test func `a range that must be split after a part of it was stored keeps its attempts`()
    async throws
  {
    let target = PickyTarget(refusing: [100], fates: [3: .refused(.messageTooLarge)])
    let dock = try await RangeDock(keys: all)
    guard case .split(let cuts, let mayBeStored) = try await dock.copy(to: target) else {
      Issue.record("the range was not split")
      return
    }
    #expect(mayBeStored && cuts.count == 2)
  }

  @Test func `a pause does not wait for the last refused row`() async throws {
    let dock = try await RangeDock(keys: all)
    let control = dock.control
    let target = PickyTarget(refusing: [37]) { control.pause() }
    guard case .interrupted = try await dock.copy(to: target) else {
      Issue.record("the pause was not heard")
      return
    }
    #expect(target.requests == 1)
    #expect(try await dock.record().state == .open)
  }

  @Test func `rows that cannot be written again are not left in the midst`() async throws {
    let dock = try await RangeDock(keys: all, replay: .impossible)
    let control = dock.control
    let target = PickyTarget(refusing: [37]) { control.pause() }
    _ = try await dock.copy(to: target)
    #expect(try await dock.record().state == .done)
    #expect(target.stored.count == 99)
  }
}
