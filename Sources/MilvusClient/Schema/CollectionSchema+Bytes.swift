internal import MilvusWire
internal import SwiftProtobuf

extension CollectionSchema {
  /// The schema as bytes, unknown parts included; equal schemas give equal bytes.
  public func serialized() throws(MilvusError) -> [UInt8] {
    do {
      return try wire.serializedBytes()
    } catch {
      throw MilvusError(
        .invalidRequest, "the schema of collection \"\(name)\" has no encoding", cause: error)
    }
  }

  /// Reads a schema that `serialized()` wrote.
  ///
  /// - Throws: `unexpectedAnswer` if the bytes are damaged.
  public init(serialized bytes: [UInt8]) throws(MilvusError) {
    do {
      self.init(wire: try WireCollectionSchema(serializedBytes: bytes))
    } catch {
      throw MilvusError(.unexpectedAnswer, "the bytes of a schema are damaged", cause: error)
    }
  }
}
