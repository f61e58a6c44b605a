internal import MilvusClient
internal import MilvusWire

/// One column of an answer, in the shape of a release.
struct FakeAnswerColumn {
  let release: FakeRelease
  let field: FakeField
  /// One value for each row, nulls as nil.
  let cells: [[UInt8]?]

  /// The column as a serialised `FieldData`.
  var message: WireWriter {
    var writer = WireWriter()
    writer.varint(1, UInt64(field.type))
    writer.bytes(2, field.wire.name.utf8)
    writer.message(field.storage.payload, payload)
    writer.varint(5, UInt64(field.wire.fieldID))
    if field.wire.isDynamic { writer.varint(6, 1) }
    if field.isNullable { writer.bytes(7, validity) }
    return writer
  }

  private var validity: [UInt8] { cells.map { $0 == nil ? 0 : 1 } }

  private var payload: WireWriter {
    var writer = WireWriter()
    if field.isVector {
      writer.varint(1, UInt64(statedDimension))
      writer.append(member)
    } else {
      writer.append(member)
      if field.isNullable, release.repeatsValidity { writer.bytes(17, validity) }
    }
    return writer
  }

  /// Values for every row, with placeholders for nulls; vectors only for rows that have one.
  private var stored: [[UInt8]] {
    guard !isCompact else { return cells.compactMap(\.self) }
    return cells.map { $0.map(shown) ?? placeholder }
  }

  private var isCompact: Bool { field.isVector && field.type != 106 }

  private var placeholder: [UInt8] {
    switch field.storage.layout {
    case .varints: [0]
    case .fixed(let width), .rows(let width): [UInt8](repeating: 0, count: width)
    case .items: field.type == 26 ? Array("1970-01-01T00:00:00Z".utf8) : []
    }
  }

  /// An old release forgets the type of an array without elements.
  private func shown(_ cell: [UInt8]) -> [UInt8] {
    guard field.type == 22, !release.typesEmptyArrays, let storage = field.elementStorage,
      let list = try? FakeColumn(cell: cell, payload: FakeStorage.scalars),
      let elements = try? list.values(as: storage), elements.isEmpty
    else { return cell }
    return []
  }

  private var member: WireWriter {
    var writer = WireWriter()
    var content = WireWriter()
    switch field.storage.layout {
    case .rows: writer.bytes(field.storage.slot, stored.flatMap(\.self))
    case .varints, .fixed:
      let packed = stored.flatMap(\.self)
      if !packed.isEmpty { content.bytes(1, packed) }
      writer.message(field.storage.slot, content)
    case .items(let number):
      if field.type == 106 { content.varint(1, UInt64(field.dimension)) }
      for value in stored { content.bytes(number, value) }
      if field.type == 22 { content.varint(2, UInt64(field.wire.elementType)) }
      if field.type == 104 { content.varint(2, UInt64(statedDimension)) }
      if field.type == 106 { content.varint(3, UInt64(field.wire.elementType)) }
      writer.message(field.storage.slot, content)
    }
    return writer
  }

  /// The dimension of the type; of sparse vectors one more than the largest index.
  private var statedDimension: Int {
    guard field.type == 104 else { return field.dimension }
    let largest = cells.compactMap(\.self).compactMap { $0.suffix(8).prefix(4) }
      .map { Array($0).littleEndianValue }.max()
    return largest.map { Int($0) + 1 } ?? 0
  }
}
