internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

/// What must hold for any bytes that are read as a message.
enum MessageProperties {
  private static let shapes: [ColumnCells.Shape] = [
    .varints, .fixed(width: 4), .fixed(width: 8), .fixed(width: 12), .repeated(field: 1),
    .repeated(field: 2), .rows(width: 1), .rows(width: 6),
  ]

  /// Walks the bytes in every way that there is.
  static func checkMessage(_ bytes: [UInt8]) throws {
    let span = bytes.span.bytes
    try checkFields(bytes)
    try checkVarints(bytes)
    for shape in shapes {
      guard let cells = try? ColumnCells(shape, 0..<bytes.count, in: span) else { continue }
      try checkOrder(cells.cells.map(\.content), within: bytes.count)
    }
    guard let column = try? ColumnSlice(0..<bytes.count, in: span) else { return }
    let ranges = [column.content, column.values] + column.unknown
    try require(ranges.allSatisfy { $0.upperBound <= bytes.count }, "a range outside the column")
    guard let cells = try? ColumnCells(of: column, in: span) else { return }
    try checkOrder(cells.cells.map(\.content), within: bytes.count)
  }

  /// Reads an answer to a write; what is accepted has the numbers that the generated code reads.
  static func checkReceipt(_ bytes: [UInt8]) throws {
    guard let counts = try? MutationCounts(bytes, attempt: "cannot write"),
      let model = try? WireMutationResult(serializedBytes: bytes)
    else { return }
    try require(
      counts.inserted == model.insertCnt && counts.deleted == model.deleteCnt
        && counts.upserted == model.upsertCnt,
      "\(counts) in place of \(model.insertCnt), \(model.deleteCnt), \(model.upsertCnt)")
  }

  private static func checkFields(_ bytes: [UInt8]) throws {
    var reader = WireReader(0..<bytes.count)
    var end = 0
    while let field = try? reader.next(in: bytes.span.bytes) {
      try require(field.start == end && field.content.lowerBound > end, "a gap before byte \(end)")
      end = field.content.upperBound
      try require(end == reader.offset && end <= bytes.count, "a field that ends at byte \(end)")
    }
  }

  private static func checkVarints(_ bytes: [UInt8]) throws {
    var reader = WireReader(0..<bytes.count)
    var count = 0
    do {
      while try reader.nextVarint(in: bytes.span.bytes) != nil { count += 1 }
    } catch {
      return
    }
    let counted = try? WireReader.countVarints(in: bytes.span.bytes, 0..<bytes.count)
    try require(counted == count, "\(count) numbers are counted as \(counted ?? -1)")
  }

  private static func checkOrder(_ ranges: [Range<Int>], within count: Int) throws {
    var end = 0
    for range in ranges {
      try require(range.lowerBound >= end && range.upperBound <= count, "a cell at \(range)")
      end = range.upperBound
    }
  }
}
