package import Foundation

/// One value of a random column, before it is put into any message.
package enum RandomValue: Equatable {
  /// A truth value.
  case bool(Bool)
  /// An integer of at most 32 bits.
  case int(Int32)
  /// An integer of 64 bits, or a point in time.
  case long(Int64)
  /// A number of 32 bits.
  case float(Float)
  /// A number of 64 bits.
  case double(Double)
  /// Text, JSON, a shape, or a sparse vector.
  case bytes(Data)
  /// A list of scalars.
  case array([RandomValue])
  /// A vector of a fixed width.
  case vector(Data)
  /// A list of vectors.
  case vectors([Data])

  /// The floats whose bytes a vector is made of.
  static func floats(_ data: Data) -> [Float] {
    let bytes = [UInt8](data)
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      Float(bitPattern: bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }
  }
}

/// A kind of column: its type and the member of the message that holds its values.
package struct ColumnKind: Equatable, Sendable {
  /// The number of the data type.
  package var type: Int32
  var slot: Int
  var isVector = false
  /// The number of the type of an array's elements; 0 for other kinds.
  package var elementType: Int32 = 0
  var elementSlot = 0
  /// Bytes of one vector.
  var width = 0
  var dimension: Int64 = 0

  static let scalars = [
    ColumnKind(type: 1, slot: 1), ColumnKind(type: 2, slot: 2), ColumnKind(type: 3, slot: 2),
    ColumnKind(type: 4, slot: 2), ColumnKind(type: 5, slot: 3), ColumnKind(type: 10, slot: 4),
    ColumnKind(type: 11, slot: 5), ColumnKind(type: 21, slot: 6), ColumnKind(type: 20, slot: 7),
    ColumnKind(type: 23, slot: 9), ColumnKind(type: 24, slot: 10), ColumnKind(type: 24, slot: 12),
    ColumnKind(type: 25, slot: 6), ColumnKind(type: 26, slot: 6), ColumnKind(type: 26, slot: 11),
  ]
  static let arrays = [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (10, 4), (11, 5), (21, 6)].map {
    ColumnKind(type: 22, slot: 8, elementType: $0.0, elementSlot: $0.1)
  }
  static let vectors = [
    ColumnKind(type: 101, slot: 2, isVector: true, width: 12, dimension: 3),
    ColumnKind(type: 100, slot: 3, isVector: true, width: 2, dimension: 16),
    ColumnKind(type: 102, slot: 4, isVector: true, width: 6, dimension: 3),
    ColumnKind(type: 103, slot: 5, isVector: true, width: 6, dimension: 3),
    ColumnKind(type: 104, slot: 6, isVector: true),
    ColumnKind(type: 105, slot: 7, isVector: true, width: 5, dimension: 5),
  ]
  static let vectorArrays = [
    ColumnKind(
      type: 106, slot: 8, isVector: true, elementType: 101, elementSlot: 2, width: 8, dimension: 2),
    ColumnKind(
      type: 106, slot: 8, isVector: true, elementType: 105, elementSlot: 7, width: 3, dimension: 3),
  ]
  /// Every kind that this program knows.
  package static let all = scalars + arrays + vectors + vectorArrays

  /// What stands for a null in a dense column.
  package var placeholder: RandomValue {
    switch (isVector, slot) {
    case (false, 8): .array([])
    case (true, 8): .vectors([])
    case (true, 6): .bytes(Data())
    case (true, _): .vector(Data(count: width))
    case (false, _): scalarPlaceholder
    }
  }

  private var scalarPlaceholder: RandomValue {
    switch slot {
    case 1: .bool(false)
    case 2: .int(0)
    case 3, 11: .long(0)
    case 4: .float(0)
    case 5: .double(0)
    default: .bytes(Data())
    }
  }
}

extension SeededGenerator {
  mutating func data(_ count: Int) -> Data {
    Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &self) })
  }

  /// A vector's bytes: numbers that equal themselves.
  mutating func floats(_ count: Int) -> Data {
    Data(
      (0..<count).flatMap { _ -> [UInt8] in
        let bits = Float.random(in: -9...9, using: &self).bitPattern
        return (0..<4).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
      })
  }

  mutating func value(_ kind: ColumnKind) -> RandomValue {
    switch (kind.isVector, kind.slot) {
    case (false, 8):
      let element = ColumnKind(type: kind.elementType, slot: kind.elementSlot)
      return .array((0..<Int.random(in: 0...3, using: &self)).map { _ in value(element) })
    case (true, 8):
      return .vectors((0..<Int.random(in: 0...2, using: &self)).map { _ in vector(kind) })
    case (true, 6): return .bytes(data(8 * Int.random(in: 0...3, using: &self)))
    case (true, _): return .vector(vector(kind))
    case (false, let slot): return scalar(slot)
    }
  }

  private mutating func vector(_ kind: ColumnKind) -> Data {
    let holdsFloats = kind.type == 101 || kind.elementType == 101
    return holdsFloats ? floats(kind.width / 4) : data(kind.width)
  }

  private mutating func scalar(_ slot: Int) -> RandomValue {
    switch slot {
    case 1: .bool(Bool.random(using: &self))
    case 2: .int(Int32(truncatingIfNeeded: next() >> UInt64.random(in: 32...63, using: &self)))
    case 3, 11: .long(Int64(bitPattern: next() >> UInt64.random(in: 0...63, using: &self)))
    case 4: .float(Float.random(in: -1e9...1e9, using: &self))
    case 5: .double(Double.random(in: -1e9...1e9, using: &self))
    default: .bytes(data(Int.random(in: 0...20, using: &self)))
    }
  }
}
