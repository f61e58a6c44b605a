internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

/// The values of samples: each follows from the number of its row.
enum SampleValues {
  /// How many elements the lists of a row have.
  static func length(_ number: Int) -> Int { number % 4 }

  /// One value of a scalar type for each row.
  static func scalars(_ type: DataType, _ numbers: [Int]) -> WireScalarField {
    .with {
      switch type {
      case .bool: $0.boolData.data = numbers.map { $0 % 2 == 0 }
      case .int8, .int16, .int32: $0.intData.data = numbers.map { Int32($0 * 3 % 100 - 50) }
      case .int64: $0.longData.data = numbers.map { Int64($0) * 1_000_000_007 - 5 }
      case .float: $0.floatData.data = numbers.map { Float($0) * 0.1 - 1 }
      case .double: $0.doubleData.data = numbers.map { Double($0) * 0.1 - 1 }
      case .json: $0.jsonData.data = texts(numbers, json)
      case .geometry: $0.geometryWktData.data = texts(numbers) { "POINT (\($0) 2)" }
      case .timestamptz: $0.stringData.data = texts(numbers, time)
      case .varchar, .text: $0.stringData.data = texts(numbers) { "text \($0) é \"\\\n" }
      default: preconditionFailure("there are no sample values of type \(type)")
      }
    }
  }

  private static func texts(_ numbers: [Int], _ text: (Int) -> String) -> [Data] {
    numbers.map { Data(text($0).utf8) }
  }

  private static func json(_ number: Int) -> String {
    [
      "{\"n\" : \(number), \"big\":1152921504606846976}", "[\(number), null]", "\(number).50",
      "null",
    ][
      number % 4]
  }

  private static func time(_ number: Int) -> String {
    let second = number % 60
    return "2024-02-29T23:59:\(second < 10 ? "0" : "")\(second).123456+02:00"
  }

  /// The list of one row; an empty one still says what it is a list of.
  static func list(of element: DataType, number: Int) -> WireScalarField {
    scalars(element, (0..<length(number)).map { number + $0 })
  }

  /// One vector for each row.
  static func vectors(_ type: DataType, _ dimension: Int, _ numbers: [Int]) -> WireVectorField {
    .with {
      $0.dim = Int64(dimension)
      let joined = { (bytes: (Int) -> [UInt8]) in Data(numbers.flatMap(bytes)) }
      switch type {
      case .floatVector:
        $0.floatVector.data = numbers.flatMap { number in
          (0..<dimension).map { Float(number) + Float($0) / 8 }
        }
      case .binaryVector: $0.binaryVector = joined { bytes(dimension / 8, $0) }
      case .float16Vector: $0.float16Vector = joined { halves(dimension, $0) }
      case .bfloat16Vector: $0.bfloat16Vector = joined { halves(dimension, $0) }
      case .int8Vector: $0.int8Vector = joined { bytes(dimension, $0) }
      case .sparseFloatVector: $0.sparseFloatVector.contents = numbers.map { Data(sparse($0)) }
      default: preconditionFailure("there are no sample vectors of type \(type)")
      }
    }
  }

  /// As many bytes, none of them special.
  static func bytes(_ count: Int, _ number: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number * 37 + $0 * 11) }
  }

  /// Numbers of 16 bits, none of which is infinite, whichever kind they are.
  private static func halves(_ count: Int, _ number: Int) -> [UInt8] {
    (0..<count).flatMap { [UInt8](littleEndian: UInt16((number * 257 + $0 * 31) & 0x3BFF)) }
  }

  private static func sparse(_ number: Int) -> [UInt8] {
    (0...number % 3).flatMap { place in
      [UInt8](littleEndian: UInt32(place * 1000 + number))
        + [UInt8](littleEndian: (Float(number) + 0.5).bitPattern)
    }
  }
}

extension WireScalarField {
  /// Values under a number that this program has never heard of.
  static func strange(_ slot: Int, _ values: [[UInt8]]) -> WireScalarField {
    var list = WireWriter()
    for value in values { list.bytes(1, value) }
    var writer = WireWriter()
    writer.message(slot, list)
    return decoded(writer)
  }
}

extension WireVectorField {
  /// Vectors under a number that this program has never heard of.
  static func strange(_ slot: Int, _ values: [[UInt8]]) -> WireVectorField {
    var writer = WireWriter()
    writer.bytes(slot, values.flatMap(\.self))
    return decoded(writer)
  }
}

private func decoded<Decoded: Message>(_ writer: WireWriter) -> Decoded {
  guard let message = try? Decoded(serializedBytes: writer.assemble(copying: [])) else {
    preconditionFailure("what was written can be read")
  }
  return message
}
