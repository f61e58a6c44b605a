internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Servers may claim any count: a sum of them ends at the largest number, and never the program.
struct ClampedSumTests {
  private static let numbers: [Int64] = [.min, .min + 1, -1, 0, 1, 7, .max - 1, .max]

  @Test(arguments: numbers, numbers)
  func `a sum or difference is exact where it can be, and else the nearest number`(
    one: Int64, other: Int64
  ) {
    #expect(one.addingClamped(other) == nearest(Int128(one) + Int128(other)))
    #expect(one.subtractingClamped(other) == nearest(Int128(one) - Int128(other)))
  }

  @Test func `two partitions that claim all the rows there can be are reported`() {
    let address = CollectionAddress(name: "docs")
    var report = VerificationReport(source: address, target: address, mode: .count)
    for _ in 0..<2 { report.count(source: .max, target: .max) }
    #expect(report.rows == VerificationReport.Rows(source: .max, target: .max))
    let negative = VerificationReport.Rows(source: .min, target: -1)
    #expect(report.rows.since(negative).source == .max)
  }

  private func nearest(_ number: Int128) -> Int64 {
    Int64(clamping: number)
  }
}
