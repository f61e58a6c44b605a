internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// Random values of one field, most of them at the edge of what its type holds.
struct CopiedValue {
  private let field: WireFieldSchema
  private let type: DataType
  /// Whether one in ten numbers is none.
  private let isWild: Bool

  init(of field: WireFieldSchema, isWild: Bool) {
    self.field = field
    self.isWild = isWild
    type = DataType(rawValue: field.dataType)
  }

  /// How many numbers a vector has, as all random columns have them; nil for sparse ones.
  static func dimension(of type: DataType) -> Int? {
    switch type {
    case .binaryVector: 16
    case .int8Vector: 5
    case .sparseFloatVector: nil
    default: 3
    }
  }

  /// One value.
  func random(using generator: inout SeededGenerator) -> RandomValue {
    if isWild, generator.once(in: 10), let value = noNumber { return value }
    guard type == .array else { return Self.scalar(type, using: &generator) }
    let element = DataType(rawValue: field.elementType)
    return .array(
      (0..<generator.size(upTo: 8)).map { _ in Self.scalar(element, using: &generator) })
  }

  /// What servers refuse where a number belongs.
  private var noNumber: RandomValue? {
    switch type {
    case .float: .float(.nan)
    case .double: .double(-.infinity)
    case .floatVector:
      .vector(Data([1, .infinity, Float.nan].flatMap { Self.littleEndian($0.bitPattern) }))
    default: nil
    }
  }

  /// The column of values, with nil where a row has none.
  func column(_ values: [RandomValue?], saysValidity: Bool) throws -> WireFieldData {
    let kind = ColumnKind.all.first {
      $0.type == field.dataType && $0.elementType == field.elementType
    }
    var unused = SeededGenerator(seed: 0)
    var column = RandomColumn(
      name: field.name, kind: try require(kind, "\(field.name) is of no kind"), rows: 0,
      using: &unused)
    (column.values, column.wantsValidData, column.isDynamic) = (values, saysValidity, false)
    return try column.requested()
  }

  /// The undeclared values of a row, under names that no field has but the one that is given.
  static func document(besides name: String?, using generator: inout SeededGenerator) -> String {
    let names = ["ключ", "x y", "e\u{301}", "é"].filter { _ in generator.once(in: 2) }
    let members = names + (name.map { [$0] } ?? [])
    let values = members.map { name in
      let value = RandomJSON(depth: 2, using: &generator).spelled(using: &generator)
      return "\"\(name)\": \(value)"
    }
    return "{\(values.joined(separator: ","))}"
  }

  private static func scalar(
    _ type: DataType, using generator: inout SeededGenerator
  ) -> RandomValue {
    switch type {
    case .bool: .bool(Bool.random(using: &generator))
    case .int8: .int(Int32(Int8(truncatingIfNeeded: generator.edge())))
    case .int16: .int(Int32(Int16(truncatingIfNeeded: generator.edge())))
    case .int32: .int(Int32(truncatingIfNeeded: generator.edge()))
    case .int64: .long(Int64(bitPattern: generator.edge()))
    case .float: .float(number(using: &generator))
    case .double: .double(number(using: &generator))
    case .varchar: .bytes(text(using: &generator))
    case .json: .bytes(Data(json(using: &generator).utf8))
    default: vector(type, using: &generator)
    }
  }

  /// A number that is one: servers refuse the others.
  private static func number<Number: BinaryFloatingPoint>(
    using generator: inout SeededGenerator
  ) -> Number where Number.RawSignificand: FixedWidthInteger {
    let edges: [Number] = [
      0, -0.0, 1, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNormalMagnitude,
      .leastNonzeroMagnitude, .ulpOfOne, .pi,
    ]
    guard generator.once(in: 2) else { return generator.pick(edges) }
    return Number.random(in: -1e9...1e9, using: &generator)
  }

  /// A text that fits into 64 bytes.
  private static func text(using generator: inout SeededGenerator) -> Data {
    Data(RandomText.text(upTo: 16, using: &generator).utf8)
  }

  private static func json(using generator: inout SeededGenerator) -> String {
    let odd = [
      "{\"a\":NaN}", "[1e400, -Infinity]", "{\"a\":1,\"a\":2}", "1152921504606846977",
      "\"\\ud800\"",
      String(repeating: "[", count: 300) + String(repeating: "]", count: 300), "-0", "1.0", "null",
    ]
    guard generator.once(in: 3) else {
      return RandomJSON(using: &generator).spelled(using: &generator)
    }
    return generator.pick(odd)
  }

  private static func vector(
    _ type: DataType, using generator: inout SeededGenerator
  ) -> RandomValue {
    let count = dimension(of: type) ?? 0
    switch type {
    case .binaryVector: return .vector(Data(generator.bytes(count / 8)))
    case .int8Vector: return .vector(Data(generator.bytes(count)))
    case .sparseFloatVector: return .bytes(sparse(using: &generator))
    case .float16Vector, .bfloat16Vector:
      // The highest bit of the exponent stays off: neither infinite nor no number.
      let bytes = generator.bytes(2 * count).enumerated()
      return .vector(
        Data(bytes.map { $0.offset.isMultiple(of: 2) ? $0.element : $0.element & 0xBF }))
    default:
      let numbers: [Float] = (0..<count).map { _ in number(using: &generator) }
      return .vector(Data(numbers.flatMap { littleEndian($0.bitPattern) }))
    }
  }

  private static func sparse(using generator: inout SeededGenerator) -> Data {
    let places = Set((0..<generator.below(4)).map { _ in UInt32(generator.below(1 << 31)) })
    return Data(
      places.sorted().flatMap { littleEndian($0) + littleEndian(Float(0.5).bitPattern) })
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
