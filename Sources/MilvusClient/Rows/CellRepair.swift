/// Gives empty cells of arrays the member that names their type.
///
/// Old servers answer an empty array as a cell without any member. The same servers end when such a
/// cell is sent to them, and newer ones refuse it.
struct CellRepair {
  private let name: ServerName
  private let isVectorArray: Bool
  /// An empty member of the element type; nil if the type is unknown.
  private let emptyMember: [UInt8]?

  /// Makes the repair of one column; the target's element type counts before the one in the answer.
  init(_ column: ColumnSlice, rule: ColumnRule, others: [WireField]) {
    name = column.name
    isVectorArray = column.payload == .vectors
    let typeField = isVectorArray ? 3 : 2
    let stated = others.last { $0.number == typeField && $0.kind == .varint }?.value ?? 0
    let members = isVectorArray ? Self.vectorMembers : Self.scalarMembers
    let member = members[rule.elementType.rawValue] ?? members[Int32(truncatingIfNeeded: stated)]
    // Field numbers of members are below 16: the tag is one byte, and the length 0 another.
    emptyMember = member.map { [UInt8($0 << 3 | 2), 0] }
  }

  /// Writes a cell as it is, or with the member that it lacks.
  func write(
    _ cell: ColumnCells.Cell, as number: Int, into writer: inout WireWriter, in bytes: RawSpan
  ) throws(MilvusError) {
    if try hasMember(cell, in: bytes) {
      writer.copy(cell.start..<cell.content.upperBound)
      return
    }
    guard let emptyMember else {
      throw MilvusError(
        .invalidRequest,
        "cannot write an empty array of field \"\(name)\": the type of its elements is unknown")
    }
    writer.bytes(number, emptyMember, beforeSlice: cell.content)
  }

  /// A member is length-delimited; neither a dimension nor the list of elements with a value is one.
  private func hasMember(
    _ cell: ColumnCells.Cell, in bytes: RawSpan
  ) throws(MilvusError) -> Bool {
    var reader = WireReader(cell.content)
    while let field = try reader.next(in: bytes) {
      if field.kind == .bytes, field.number != validityField { return true }
    }
    return false
  }

  private var validityField: Int { isVectorArray ? 9 : 17 }

  // Element type to field number inside a cell.
  private static let scalarMembers: [Int32: Int] = [
    1: 1, 2: 2, 3: 2, 4: 2, 5: 3, 10: 4, 11: 5, 20: 6, 21: 6, 23: 9, 24: 12, 25: 6, 26: 6,
  ]
  private static let vectorMembers: [Int32: Int] = [100: 3, 101: 2, 102: 4, 103: 5, 104: 6, 105: 7]
}
