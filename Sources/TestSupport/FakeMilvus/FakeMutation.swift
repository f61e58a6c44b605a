internal import MilvusClient

/// The answer to a write: counts, and every key back.
struct FakeMutation {
  var keys: [PrimaryKey]
  var inserted = 0
  var deleted = 0
  var upserted = 0
  var time: UInt64

  var bytes: [UInt8] {
    var writer = WireWriter()
    if !keys.isEmpty {
      writer.message(2, keys.ids)
      writer.bytes(3, keys.indices.flatMap { [UInt8](varint: UInt64($0)) })
    }
    writer.varint(6, UInt64(inserted))
    writer.varint(7, UInt64(deleted))
    writer.varint(8, UInt64(upserted))
    writer.varint(9, time)
    return writer.assemble(copying: [])
  }
}

extension [PrimaryKey] {
  /// The keys as a serialised `IDs`: a list of numbers, or of texts.
  var ids: WireWriter {
    var list = WireWriter()
    var ids = WireWriter()
    if case .int64 = first {
      list.bytes(1, flatMap(\.cell))
      ids.message(1, list)
    } else {
      for key in self { list.bytes(1, key.cell) }
      ids.message(2, list)
    }
    return ids
  }
}
