internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// How many rows are named at once.
@Suite struct RowWeightTests {
  @Test func `few are before one was read, and then as many as weigh so much`() {
    var weight = RowWeight()
    #expect(weight.rows(in: 4_000_000) == 4)
    weight.note(rows: 0, bytes: 0)
    #expect(weight.rows(in: 4_000_000) == 4)
    weight.note(rows: 4, bytes: 2_880_000)
    #expect(weight.rows(in: 4_000_000) == 5)
    weight.note(rows: 2, bytes: 16_000_000)
    #expect(weight.rows(in: 4_000_000) == 1)
  }

  @Test func `what was heavy is half as heavy with each page that is not`() {
    var weight = RowWeight()
    weight.note(rows: 1, bytes: 1_000_000)
    weight.note(rows: 100, bytes: 300)
    #expect(weight.rows(in: 4_000_000) == 8)
    for _ in 1...30 { weight.note(rows: 100, bytes: 300) }
    #expect(weight.rows(in: 4_000_000) == 4_000_000 / 3)
    weight.note(rows: 100, bytes: 0)
    weight.note(rows: 100, bytes: 0)
    #expect(weight.rows(in: 4_000_000) == 4_000_000)
  }
}
