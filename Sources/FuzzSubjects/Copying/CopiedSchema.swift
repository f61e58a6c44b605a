internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// A random collection that servers of a version take.
struct CopiedSchema {
  /// The collection, without rows.
  private(set) var sample: SampleCollection

  private static let scalars: [DataType] = [
    .bool, .int8, .int16, .int32, .int64, .float, .double, .varchar, .json, .array,
  ]
  private static let elements: [DataType] = [
    .bool, .int8, .int16, .int32, .int64, .float, .double, .varchar,
  ]

  init(of version: String, using generator: inout SeededGenerator) {
    let isNullable = version > "2.5"
    var fields = (0..<generator.below(6)).map { number in
      Self.field("f\(number)", generator.pick(Self.scalars), isNullable, using: &generator)
    }
    if version > "2.4", generator.once(in: 2) {
      let types: [DataType] = [.sparseFloatVector, .float16Vector, .bfloat16Vector, .binaryVector]
      fields.append(Self.vector("w", generator.pick(types)))
    }
    if version > "2.6", generator.once(in: 3) { fields.append(Self.vector("u", .int8Vector)) }
    let key: DataType = generator.once(in: 2) ? .int64 : .varchar
    let (isDynamic, makesKeys) = (generator.once(in: 2), generator.once(in: 8))
    sample = SampleCollection("docs", key: key, fields) {
      $0.enableDynamicField = isDynamic
      $0.fields[0].autoID = makesKeys
      $0.fields[1] = Self.vector("v", .floatVector)
    }
    sample.rowCount = 0
    sample.shards = Int32(1 + generator.below(2))
    sample.partitions = generator.once(in: 2) ? [] : ["east", "west"]
    let routing = sample.schema.fields.indices.filter { index in
      let field = sample.schema.fields[index]
      return !field.isPrimaryKey && !field.nullable && !field.hasDefaultValue
        && [DataType.int64, .varchar].map(\.rawValue).contains(field.dataType)
    }
    // The server chooses the partition of a row where a field is the partition key.
    if let index = routing.first, generator.once(in: 2) {
      sample.schema.fields[index].isPartitionKey = true
      sample.partitions = []
    }
  }

  private static func field(
    _ name: String, _ type: DataType, _ mayBeNull: Bool, using generator: inout SeededGenerator
  ) -> WireFieldSchema {
    let element = generator.pick(elements)
    var sizes: [String: String] = [:]
    if type == .array { sizes["max_capacity"] = "8" }
    if type == .varchar || type == .array && element == .varchar { sizes["max_length"] = "64" }
    let isNullable = mayBeNull && generator.once(in: 2)
    let hasDefault = mayBeNull && type == .int64 && generator.once(in: 2)
    return .sample(name, type, sizes) {
      if type == .array { $0.elementType = element.rawValue }
      $0.nullable = isNullable
      if hasDefault { $0.defaultValue.longData = .max }
    }
  }

  private static func vector(_ name: String, _ type: DataType) -> WireFieldSchema {
    let dimension = CopiedValue.dimension(of: type)
    return .sample(name, type, dimension.map { ["dim": "\($0)"] } ?? [:])
  }
}
