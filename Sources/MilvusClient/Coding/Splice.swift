internal import GRPCCore

/// A message of new bytes and of slices of a buffer, put together only in the memory it is sent from.
package struct Splice: Sendable {
  private let writer: WireWriter
  private let source: [UInt8]

  /// A message that was written, and the buffer whose slices were noted.
  package init(_ writer: WireWriter, copying source: [UInt8]) {
    (self.writer, self.source) = (writer, source)
  }

  /// A message that is there already.
  package init(_ bytes: [UInt8]) {
    var writer = WireWriter()
    writer.copy(bytes.indices)
    self.init(writer, copying: bytes)
  }

  /// The size of the message.
  package var count: Int { writer.count }

  /// The message in memory of its own.
  package var bytes: [UInt8] { writer.assemble(copying: source) }

  /// Puts the message at the beginning of some memory.
  fileprivate func write(into target: UnsafeMutableRawBufferPointer) {
    writer.assemble(copying: source, into: target)
  }
}

/// Puts requests together in the transport's own memory, so that a column is copied once on its way.
struct SpliceSerializer: MessageSerializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: Splice) throws -> Bytes {
    Bytes(message)
  }
}

/// The bytes of the message.
///
/// An array or a buffer that is made of them has them written at once into memory that nobody has filled
/// before: its initializer calls `_copyContents`.
extension Splice: Sequence {
  package typealias Element = UInt8

  package var underestimatedCount: Int { count }

  package func makeIterator() -> IndexingIterator<[UInt8]> { bytes.makeIterator() }

  package func _copyContents(
    initializing buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> (IndexingIterator<[UInt8]>, Int) {
    write(into: UnsafeMutableRawBufferPointer(buffer))
    return ([].makeIterator(), count)
  }
}
