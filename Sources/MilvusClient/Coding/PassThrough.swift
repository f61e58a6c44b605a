internal import GRPCCore

/// Hands the bytes of answers through unread, in memory of their own.
struct PassThrough: MessageDeserializer {
  func deserialize<Bytes: GRPCContiguousBytes>(_ serializedMessageBytes: Bytes) throws -> [UInt8] {
    serializedMessageBytes.withUnsafeBytes { source in
      [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
        UnsafeMutableRawBufferPointer(target).copyMemory(from: source)
        count = source.count
      }
    }
  }
}
