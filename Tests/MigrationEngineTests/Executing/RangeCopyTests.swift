internal import JobJournal
internal import MilvusClient
internal import Synchronization
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A range that the source does not give at once is parted before anything is sent.
@Suite(.timeLimit(.minutes(5)))
struct RangeCopyTests {
  private let all = Array(Int64(1)...100)

  /// How a source keeps rows back.
  enum Trait: CaseIterable {
    case tooLarge, unknownRefusal, doubledKeys

    func take(_ source: inout ListedSource) {
      switch self {
      case .tooLarge: source.tooLarge = 1_000
      case .unknownRefusal: source.tooMany = 60
      case .doubledKeys:
        source.multiples = Dictionary(uniqueKeysWithValues: source.listed.map { ($0, 2) })
        source.isGrowing = true
        source.limits = QueryLimits(keys: 1000, rows: 1000, bytes: 4 << 20, window: 150)
      }
    }
  }

  @Test(arguments: Trait.allCases)
  func `what cannot be read at once becomes halves, and no byte is sent`(
    trait: Trait
  ) async throws {
    let dock = try await RangeDock(keys: all, source: trait.take)
    let target = PickyTarget()
    guard case .split(let parts, let mayBeStored) = try await dock.copy(to: target) else {
      Issue.record("the range was not split")
      return
    }
    #expect(parts.map(\.rows) == [50, 50] && !mayBeStored)
    #expect(target.requests == 0)
    #expect(try await dock.record().state == .planned)
  }

  @Test func `what would take long at a limit becomes parts of seconds, and no byte is sent`()
    async throws
  {
    let dock = try await RangeDock(keys: all)
    let target = PickyTarget()
    guard case .split(let parts, let mayBeStored) = try await dock.copy(to: target, rate: 50) else {
      Issue.record("the range was not split")
      return
    }
    #expect(parts.count > 2 && parts.map(\.rows).reduce(0, +) == 100 && !mayBeStored)
    #expect(parts.first?.range.lower == nil && parts.last?.range.upper == nil)
    #expect(target.requests == 0)
    #expect(try await dock.record().state == .planned)
  }

  @Test func `what takes seconds at a limit stays whole`() async throws {
    let dock = try await RangeDock(keys: all)
    guard case .done = try await dock.copy(to: PickyTarget(), rate: 1e6) else {
      Issue.record("the range was not copied")
      return
    }
  }

  @Test func `what the target takes is told write by write`() async throws {
    let dock = try await RangeDock(keys: all)
    let told = Mutex<[Int]>([])
    let outcome = try await dock.copy(
      to: PickyTarget(refusing: [35]), wrote: { rows, _ in told.withLock { $0.append(rows) } })
    guard case .done(99, _, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let writes = told.withLock(\.self)
    #expect(writes.count > 1 && writes.reduce(0, +) == 99)
  }

  @Test func `doubled keys of a growing segment arrive once`() async throws {
    let dock = try await RangeDock(keys: all) { source in
      source.multiples = [1: 2, 2: 5, 100: 3]
      source.isGrowing = true
    }
    let target = PickyTarget()
    guard case .done(let rows, _, _) = try await dock.copy(to: target) else {
      Issue.record("the range was not copied")
      return
    }
    #expect(rows == 100)
    #expect(target.stored == Dictionary(uniqueKeysWithValues: all.map { (.int64($0), 1) }))
  }
}
