internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A job that moved nothing of what there was is not done.
struct ArrivalTests {
  private let docs = CollectionAddress(name: "docs")
  private let refused = RejectedRow(key: .int64(7), partition: nil, reason: "no good")

  @Test func `one row that was taken is enough`() throws {
    try Arrival(taken: 1, lastRefused: refused, counted: 300).require(of: docs)
  }

  @Test func `nothing of nothing is all of it`() throws {
    try Arrival(taken: 0, lastRefused: nil, counted: 0).require(of: docs)
  }

  @Test func `rows of which all were refused are a failure in the server's words`() {
    let error = #expect(throws: MigrationError.self) {
      try Arrival(taken: 0, lastRefused: refused, counted: 300).require(of: docs)
    }
    #expect(error?.code == .rowsRefused)
    #expect(error?.message.contains("key 7: no good") == true)
  }

  @Test func `rows that are counted and not listed are a failure`() {
    let error = #expect(throws: MigrationError.self) {
      try Arrival(taken: 0, lastRefused: nil, counted: 300).require(of: docs)
    }
    #expect(error?.code == .rowsMissing)
    #expect(error?.message.contains("300 entities") == true)
  }
}
