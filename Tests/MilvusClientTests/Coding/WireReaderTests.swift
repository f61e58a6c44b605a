internal import MilvusClient
internal import TestSupport
internal import Testing

/// The walk over a message's fields.
@Suite struct WireReaderTests {
  @Test func `fields come with their number, kind, value and place`() throws {
    // 1: varint 300, 2: bytes "ab", 3: fixed32, 4: fixed64, 16: varint 1.
    let bytes: [UInt8] =
      [0x08, 0xAC, 0x02, 0x12, 0x02, 0x61, 0x62, 0x1D, 1, 2, 3, 4]
      + [0x21, 1, 2, 3, 4, 5, 6, 7, 8, 0x80, 0x01, 0x01]
    let fields = try Self.fields(bytes)
    #expect(fields.map(\.number) == [1, 2, 3, 4, 16])
    #expect(fields.map(\.kind) == [.varint, .bytes, .fixed32, .fixed64, .varint])
    #expect(fields.map(\.value) == [300, 0, 0, 0, 1])
    #expect(fields.map(\.content) == [1..<3, 5..<7, 8..<12, 13..<21, 23..<24])
    #expect(fields.map(\.whole) == [0..<3, 3..<7, 7..<12, 12..<21, 21..<24])
  }

  @Test(
    arguments: [
      [0x08], [0x08, 0x80], [0x80], [0x12, 0x01], [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
      [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x1D, 1, 2, 3],
      [0x21, 1, 2, 3, 4, 5, 6, 7], [0x0B], [0x0C], [0x0E], [0x0F], [0x00, 0x01],
      [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
      [0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
      [0xF8, 0xFF, 0xFF, 0xFF, 0x7F, 0x00],
    ] as [[UInt8]])
  func `torn and odd bytes throw`(_ bytes: [UInt8]) {
    let error = #expect(throws: MilvusError.self) { try Self.fields(bytes) }
    #expect(error?.code == .unexpectedAnswer)
  }

  @Test func `a field of an inner message cannot reach beyond it`() {
    // The inner message ends before the two bytes that its field claims.
    let bytes: [UInt8] = [0x12, 0x02, 0x61, 0x62]
    var reader = WireReader(0..<3)
    #expect(throws: MilvusError.self) { try reader.next(in: bytes.span.bytes) }
  }

  @Test func `the largest number is read whole`() throws {
    let bytes: [UInt8] = [0x08] + [UInt8](repeating: 0xFF, count: 9) + [0x01]
    #expect(try Self.fields(bytes).map(\.value) == [.max])
  }

  @Test func `packed numbers are counted without being read`() throws {
    let bytes: [UInt8] = [0x00, 0x80, 0x01, 0x7F, 0xFF, 0xFF, 0x03]
    #expect(try WireReader.countVarints(in: bytes.span.bytes, 0..<7) == 4)
    #expect(try WireReader.countVarints(in: bytes.span.bytes, 3..<3) == 0)
    #expect(throws: MilvusError.self) { try WireReader.countVarints(in: bytes.span.bytes, 0..<6) }
  }

  private static func fields(_ bytes: [UInt8]) throws(MilvusError) -> [WireField] {
    var reader = WireReader(0..<bytes.count)
    var fields: [WireField] = []
    while let field = try reader.next(in: bytes.span.bytes) { fields.append(field) }
    return fields
  }
}
