internal import Testing

@testable internal import MigrationEngine
@testable internal import MilvusClient

/// A key range in a number.
@Suite struct RangeDigestTests {
  private let rows = (0..<20).map { RowDigest(key: .int64($0), fields: [UInt64($0), 7]) }

  private func digest(_ rows: [RowDigest]) -> RangeDigest {
    rows.reduce(into: RangeDigest()) { $0.add($1) }
  }

  @Test func `the order of rows does not matter`() {
    #expect(digest(rows) == digest(rows.reversed()))
    #expect(digest(rows).rows == 20)
  }

  @Test func `every row matters, and so does its number`() {
    let whole = digest(rows).value
    for place in rows.indices {
      var rest = rows
      let taken = rest.remove(at: place)
      #expect(digest(rest).value != whole)
      #expect(digest(rest + [RowDigest(key: taken.key, fields: [99, 7])]).value != whole)
    }
    // Unlike an exclusive or, in which a row that is there twice is not there at all.
    #expect(digest([rows[3], rows[3]]).value != RangeDigest().value)
  }

  @Test func `digests are those of files that were written before`() {
    let two = [[1, 2, 3], [4, 5, 6]].map { RowDigest(key: .int64(0), fields: $0) }
    #expect(digest(two).value == 0x5AC2_8242_696E_96A5)
    #expect(RangeDigest().value == 0x6FEF_1131_7897_4ACB)
  }
}
