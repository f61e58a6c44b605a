internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// A random field: any type, with sizes and settings that mostly fit it.
struct RandomField {
  /// The field as a server describes it.
  private(set) var wire = WireFieldSchema()

  /// Types that this program has never heard of, or only by name.
  private static let futureTypes: [Int32] = [27, 28, 29, 30, 31, 77, 120, 300]

  /// Makes a field of one of the kinds, now and then of a type from the future.
  init(_ name: String, of kinds: [ColumnKind], using generator: inout SeededGenerator) throws {
    let kind = generator.pick(kinds)
    wire.name = name
    wire.dataType = generator.once(in: 40) ? generator.pick(Self.futureTypes) : kind.type
    wire.elementType = kind.elementType
    wire.fieldID = Int64(100 + generator.below(50))
    wire.nullable = generator.once(in: 3)
    wire.isClusteringKey = generator.once(in: 30)
    if generator.once(in: 4) { wire.description_p = RandomText.text(using: &generator) }
    addParameters(using: &generator)
    if generator.once(in: 5) { addDefault(using: &generator) }
    if generator.once(in: 30) { wire = try wire.adding(Self.unknown(using: &generator)) }
  }

  /// A field that no message of this package declares.
  static func unknown(using generator: inout SeededGenerator) -> [UInt8] {
    Unknown.field(40 + generator.below(60), generator.bytes(generator.size(upTo: 8)))
  }

  private mutating func addParameters(using generator: inout SeededGenerator) {
    var parameters: [(String, String)] = []
    let isSized = wire.dataType == 21 || wire.elementType == 21
    if isSized { parameters.append(("max_length", Self.number(512, using: &generator))) }
    if wire.dataType == 22 { parameters.append(("max_capacity", "64")) }
    if DataType(rawValue: wire.dataType).isVector, wire.dataType != 104 {
      parameters.append(("dim", Self.number(8, using: &generator)))
    }
    if isSized, generator.once(in: 4) {
      parameters.append(("enable_analyzer", generator.pick(["true", "false", "True", "1"])))
      parameters.append(("analyzer_params", "{\"type\": \"english\"}"))
    }
    if generator.once(in: 8) {
      parameters.append(("mmap.enabled", generator.pick(["true", "false", ""])))
    }
    wire.typeParams = parameters.map { key, value in
      .with {
        $0.key = key
        $0.value = value
      }
    }
  }

  /// The number, now and then something that no server should say.
  private static func number(_ usual: Int, using generator: inout SeededGenerator) -> String {
    guard generator.once(in: 30) else { return String(1 + generator.below(usual)) }
    return generator.pick(["0", "-1", "x", "", "9223372036854775807", "99999999999999999999"])
  }

  private mutating func addDefault(using generator: inout SeededGenerator) {
    switch wire.dataType {
    case 1: wire.defaultValue.boolData = Bool.random(using: &generator)
    case 2, 3, 4: wire.defaultValue.intData = Int32(generator.below(100))
    case 5: wire.defaultValue.longData = Int64(bitPattern: generator.edge())
    case 10: wire.defaultValue.floatData = Float(bitPattern: UInt32(generator.below(1 << 32)))
    case 11: wire.defaultValue.doubleData = Double(bitPattern: generator.edge())
    case 21, 25: wire.defaultValue.stringData = RandomText.text(using: &generator)
    case 23: wire.defaultValue.bytesData = Data("{}".utf8)
    case 26: wire.defaultValue.timestamptzData = Int64(generator.below(1 << 40))
    // A server may send the envelope of a default value with nothing in it.
    default: wire.defaultValue = WireValueField()
    }
  }
}
