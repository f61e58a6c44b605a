internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A hand-out of a range that has ended sends nothing any more.
struct HandOutTests {
  @Test func `the lease may be taken again and again until the end`() throws {
    let handOut = HandOut()
    try handOut.lease()
    try handOut.lease()
    #expect(handOut.end())
    #expect(throws: HandOutEnded.self) { try handOut.lease() }
    #expect(!handOut.end())
  }

  @Test func `one that never took the lease has sent nothing`() {
    #expect(!HandOut().end())
  }
}
