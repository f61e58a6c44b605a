package import MilvusWire
internal import SwiftProtobuf

/// One field of a collection: a thin view over the wire message, so that unknown parts are kept.
public struct FieldSchema: Sendable, Equatable {
  /// The message as the server sent it, or as it will be sent.
  package var wire: WireFieldSchema

  /// A view of a message.
  package init(wire: WireFieldSchema) { self.wire = wire }

  /// The name.
  public var name: ServerName { ServerName(wire.name) }
  /// The description, empty if there is none.
  public var description: String { wire.description_p }
  /// The type.
  public var type: DataType { DataType(rawValue: wire.dataType) }
  /// The type of an array's elements, `.none` for other fields.
  public var elementType: DataType { DataType(rawValue: wire.elementType) }
  /// Whether the field holds the primary key.
  public var isPrimaryKey: Bool { wire.isPrimaryKey }
  /// Whether the server makes up the keys.
  public var isAutoID: Bool { wire.autoID }
  /// Whether the value of this field decides the partition of a row.
  public var isPartitionKey: Bool { wire.isPartitionKey }
  /// Whether rows are clustered by this field.
  public var isClusteringKey: Bool { wire.isClusteringKey }
  /// Whether a row may have no value here.
  public var isNullable: Bool { wire.nullable }
  /// Whether the server computes this field from others.
  public var isFunctionOutput: Bool { wire.isFunctionOutput }
  /// Whether this is the field that holds the values of undeclared fields.
  public var isDynamic: Bool { wire.isDynamic }
  /// Whether a row without a value gets one.
  public var hasDefault: Bool { wire.hasDefaultValue && wire.defaultValue.data != nil }
  /// The dimension of a vector.
  public var dimension: Int? { typeParameters["dim"].flatMap(Int.init) }
  /// The longest text in bytes.
  public var maxLength: Int? { typeParameters["max_length"].flatMap(Int.init) }
  /// The largest number of elements of an array.
  public var maxCapacity: Int? { typeParameters["max_capacity"].flatMap(Int.init) }
  /// Sizes, analyzer and other parameters of the type, in the server's order.
  public var typeParameters: [KeyValue] { wire.typeParams.map(KeyValue.init) }

  /// The value that a row without one gets, as text; text itself in quotes.
  public var defaultText: String? {
    guard hasDefault, let value = wire.defaultValue.data else { return nil }
    return switch value {
    case .boolData(let value): "\(value)"
    case .intData(let value): "\(value)"
    case .longData(let value): "\(value)"
    case .floatData(let value): "\(value)"
    case .doubleData(let value): "\(value)"
    case .stringData(let value): "\"\(value)\""
    case .bytesData(let value): "\(value.count) bytes"
    case .timestamptzData(let value): "\(value) µs"
    }
  }

  /// The type with its sizes: `FloatVector 768`, `VarChar 512`, `Array<VarChar 64>`.
  public var typeText: String {
    guard type == .array || type == .arrayOfVector else {
      return Self.text(of: type, dimension: dimension, maxLength: maxLength)
    }
    return "Array<\(Self.text(of: elementType, dimension: dimension, maxLength: maxLength))>"
  }

  /// The parameters that say how large an array may be.
  static let arraySizes: Set = ["max_capacity", "max_length"]

  /// The sizes that Milvus demands of an array and this one does not say, each the largest there is.
  ///
  /// Lite does not say how long the texts in an array may be.
  public var missingSizes: [KeyValue] {
    guard type == .array else { return [] }
    // Both limits are those of Milvus since arrays exist.
    let sizes =
      [KeyValue("max_capacity", "4096")]
      + (elementType == .varchar ? [KeyValue("max_length", "65535")] : [])
    return sizes.filter { typeParameters[$0.key] == nil }
  }

  private static func text(of type: DataType, dimension: Int?, maxLength: Int?) -> String {
    if type == .sparseFloatVector { return type.name }
    if type.isVector, let dimension { return "\(type.name) \(dimension)" }
    if type == .varchar, let maxLength { return "\(type.name) \(maxLength)" }
    return type.name
  }
}
