internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Which parts of a refused page are sent, and in what order.
struct RefusalSearchTests {
  @Test(arguments: 0..<200)
  func `every row is taken once or refused once, whatever is refused`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = 1 + Int.random(in: 0..<60, using: &generator)
    let bad = Set(
      (0..<count).filter { _ in generator.once(in: 1 + Int.random(in: 0..<9, using: &generator)) })
    let isExplained = generator.once(in: 2)
    var search = RefusalSearch(rows: count, patience: Int.random(in: 0..<20, using: &generator))
    var (taken, refused): ([Int], [Int]) = ([], [])
    while let rows = search.next(hasTaken: !taken.isEmpty) {
      if bad.isDisjoint(with: rows) {
        taken += rows
      } else if search.refused(rows, isExplained: isExplained) == .single {
        refused += rows
      }
    }
    #expect(taken.sorted() == (0..<count).filter { !bad.contains($0) }, "seed \(seed)")
    #expect(refused.sorted() == bad.sorted(), "seed \(seed)")
  }

  @Test func `while nothing is taken single rows of all places go first`() {
    var search = RefusalSearch(rows: 1000, patience: 100)
    #expect(search.next(hasTaken: false) == 0..<1000)
    #expect(search.refused(0..<1000, isExplained: true) == .several)
    var places: [Int] = []
    for _ in 0..<8 {
      guard let rows = search.next(hasTaken: false) else { break }
      places.append(rows.lowerBound)
      #expect(search.refused(rows, isExplained: true) == .single)
    }
    let gaps = zip([0] + places.sorted(), places.sorted() + [1000]).map { $1 - $0 }
    #expect(places.count == 8 && gaps.allSatisfy { $0 <= 251 }, "\(places)")
  }

  @Test func `rows that are likely to be taken go before all others`() {
    var search = RefusalSearch(rows: 305, patience: 100)
    #expect(search.next(hasTaken: false) == 0..<305)
    search.expect([304, 0])
    #expect(search.refused(0..<305, isExplained: true) == .several)
    #expect(search.next(hasTaken: false) == 304..<305)
    #expect(search.refused(304..<305, isExplained: true) == .single)
    #expect(search.next(hasTaken: false) == 0..<1)
    var (taken, refused) = ([0], [304])
    while let rows = search.next(hasTaken: true) {
      if rows.upperBound <= 300 {
        taken += rows
      } else if search.refused(rows, isExplained: true) == .single {
        refused += rows
      }
    }
    #expect(taken.sorted() == Array(0..<300) && refused.sorted() == Array(300..<305))
  }

  @Test func `a row in doubt is asked about again, also before the end`() {
    var search = RefusalSearch(rows: 4, patience: 1)
    var asked: [Range<Int>] = []
    while let rows = search.next(hasTaken: true), asked.count < 20 {
      asked.append(rows)
      _ = search.refused(rows, isExplained: false)
    }
    #expect(asked.count(where: { $0.count == 1 }) == 8)
    #expect(asked.firstIndex(of: 0..<1).map { asked[($0 + 1)...].contains(0..<1) } == true)
    #expect(asked.last == 3..<4)
  }
}
