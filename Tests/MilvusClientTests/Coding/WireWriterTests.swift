internal import MilvusClient
internal import Testing

/// Messages built of new bytes and of slices.
@Suite struct WireWriterTests {
  private let source = [UInt8](0..<200)

  @Test func `fields are written as the wire format says`() {
    var writer = WireWriter()
    writer.varint(1, 300)
    writer.bytes(2, "ab".utf8)
    writer.slice(3, 5..<8)
    writer.varint(16, .max)
    let bytes = writer.assemble(copying: source)
    #expect(
      bytes
        == [0x08, 0xAC, 0x02, 0x12, 0x02, 0x61, 0x62, 0x1A, 0x03, 5, 6, 7, 0x80, 0x01]
        + [UInt8](repeating: 0xFF, count: 9) + [0x01])
    #expect(writer.count == bytes.count)
  }

  @Test func `nested messages have their length before them`() {
    var inner = WireWriter()
    inner.slice(1, 0..<150)
    inner.varint(2, 1)
    var outer = WireWriter()
    outer.message(5, inner)
    outer.varint(7, 9)
    let bytes = outer.assemble(copying: source)
    #expect(bytes.prefix(6) == [0x2A, 0x9B, 0x01, 0x0A, 0x96, 0x01])
    #expect(Array(bytes[6..<156]) == Array(source[0..<150]))
    #expect(bytes.suffix(4) == [0x10, 0x01, 0x38, 0x09])
  }

  @Test func `slices that touch are copied as one`() {
    var writer = WireWriter()
    writer.copy(3..<5)
    writer.copy(5..<9)
    #expect(writer.onlySlice == 3..<9)
    writer.copy(20..<21)
    #expect(writer.onlySlice == nil)
    #expect(writer.assemble(copying: source) == [3, 4, 5, 6, 7, 8, 20])
  }

  @Test func `a message is put together in memory that is there`() {
    var writer = WireWriter()
    writer.varint(1, 300)
    writer.slice(3, 5..<8)
    var memory = [UInt8](repeating: 7, count: writer.count + 1)
    memory.withUnsafeMutableBytes { writer.assemble(copying: source, into: $0) }
    #expect(memory == writer.assemble(copying: source) + [7])
  }

  @Test func `a splice is its message, and as long`() {
    var writer = WireWriter()
    writer.bytes(2, "ab".utf8)
    writer.slice(3, 5..<8)
    let splice = Splice(writer, copying: source)
    #expect(splice.bytes == writer.assemble(copying: source))
    #expect(splice.count == splice.bytes.count)
    #expect(Splice(source).bytes == source)
  }

  @Test func `whatever is made of a splice has its bytes`() {
    var writer = WireWriter()
    writer.slice(3, 5..<8)
    let splice = Splice(writer, copying: source)
    #expect(Array(splice) == splice.bytes)
    #expect(splice.map(\.self) == splice.bytes)
    let more = [UInt8](unsafeUninitializedCapacity: splice.count + 3) { memory, count in
      let (rest, end) = memory.initialize(from: splice)
      #expect(Array(IteratorSequence(rest)).isEmpty)
      count = end
    }
    #expect(more == splice.bytes)
  }

  @Test func `an empty message is empty`() {
    #expect(Splice([]).bytes.isEmpty)
    #expect(Array(Splice([])).isEmpty)
    #expect(WireWriter().assemble(copying: source).isEmpty)
    #expect(WireWriter().onlySlice == nil)
  }
}
