internal import MilvusWire

/// The numbers of an answer to a write; the keys that it echoes are not decoded.
package struct MutationCounts {
  /// Rows inserted.
  package var inserted: Int64 = 0
  /// Rows deleted.
  package var deleted: Int64 = 0
  /// Rows upserted.
  package var upserted: Int64 = 0

  /// Reads the answer.
  ///
  /// - Throws: The server's refusal, or `unexpectedAnswer` if the bytes are torn.
  package init(_ bytes: [UInt8], attempt: String) throws(MilvusError) {
    let span = bytes.span.bytes
    var reader = WireReader(0..<bytes.count)
    while let field = try reader.next(in: span) {
      switch (field.number, field.kind) {
      case (1, .bytes):
        try WireStatus.check(bytes[field.content], attempt: attempt)
      case (6, .varint): inserted = Int64(bitPattern: field.value)
      case (7, .varint): deleted = Int64(bitPattern: field.value)
      case (8, .varint): upserted = Int64(bitPattern: field.value)
      default: continue
      }
    }
  }
}
