internal import MilvusClient

/// One column of a request, taken apart as far as its values.
struct FakeColumn {
  var name: ServerName = ""
  var type: Int32 = 0
  var fieldID: Int64 = 0
  var isDynamic = false
  /// Which rows have a value, as the envelope says; nil if it says nothing.
  var validity: [Bool]?
  /// Whether the payload says which rows have a value, too.
  var hasInnerValidity = false
  /// The number of the payload; nil if there is none.
  var payload: Int?
  /// The dimension that the payload states.
  var dimension: UInt64?
  /// The member with the values, by its number; nil if there is none.
  var member: (slot: Int, content: [UInt8])?
  /// The columns of an array of structs.
  var inner: [FakeColumn] = []

  init(_ bytes: [UInt8]) throws {
    for part in try bytes.parts() {
      switch part.number {
      case 1: type = Int32(truncatingIfNeeded: part.value)
      case 2: name = ServerName(part.text)
      case FakeStorage.scalars, FakeStorage.vectors: try read(part.content, as: part.number)
      case FakeStorage.structs:
        payload = part.number
        inner = try part.content.parts().map { try FakeColumn($0.content) }
      case 5: fieldID = Int64(bitPattern: part.value)
      case 6: isDynamic = part.value != 0
      case 7: validity = try (validity ?? []) + Self.flags(part)
      // Servers pass over fields that they do not know.
      default: continue
      }
    }
  }

  /// The value of a list, which is a payload without an envelope.
  init(cell: [UInt8], payload: Int) throws {
    try read(cell, as: payload)
  }

  private mutating func read(_ content: [UInt8], as payload: Int) throws {
    self.payload = payload
    let isScalar = payload == FakeStorage.scalars
    for inside in try content.parts() {
      switch inside.number {
      case 17 where isScalar: hasInnerValidity = true
      case 9 where !isScalar: hasInnerValidity = true
      case 1 where !isScalar: dimension = inside.value
      default: member = (inside.number, inside.content)
      }
    }
  }

  private static func flags(_ part: FakePart) throws -> [Bool] {
    guard part.kind == .bytes else { return [part.value != 0] }
    return try part.content.varints().map { $0.varintValue != 0 }
  }
}

extension FakeColumn {
  /// The stored values, each as its bytes.
  ///
  /// - Throws: A refusal if they are of another kind, or do not come in whole rows.
  func values(as storage: FakeStorage) throws -> [[UInt8]] {
    guard let member else { return [] }
    guard payload == storage.payload, member.slot == storage.slot else {
      throw FakeRefusal.invalid("the values of field \(name) are of another type than the field")
    }
    switch storage.layout {
    case .rows(let width): return try pieces(member.content, width)
    case .varints:
      return try member.content.parts().filter { $0.number == 1 }.flatMap {
        $0.kind == .varint ? [$0.content] : try $0.content.varints()
      }
    case .fixed(let width):
      return try pieces(
        member.content.parts().filter { $0.number == 1 }.flatMap(\.content), width)
    case .items(let field):
      return try member.content.parts().filter { $0.number == field && $0.kind == .bytes }
        .map(\.content)
    }
  }

  /// The type of elements that a list states; 0 if it states none.
  func statedElementType() throws -> Int32 {
    guard let member else { return 0 }
    let number = payload == FakeStorage.vectors ? 3 : 2
    let part = try member.content.parts().last { $0.number == number && $0.kind == .varint }
    return Int32(truncatingIfNeeded: part?.value ?? 0)
  }

  private func pieces(_ content: [UInt8], _ width: Int) throws -> [[UInt8]] {
    guard let pieces = content.pieces(of: width) else {
      throw FakeRefusal.invalid(
        "the length of field \(name), \(content.count) bytes, is no multiple of its width \(width)")
    }
    return pieces
  }
}
