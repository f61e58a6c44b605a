/// A part of a schema that a server cannot hold.
public struct UnsupportedPart: Sendable, Hashable {
  /// The field, or nil if it concerns the collection.
  public var field: ServerName?
  /// What the server lacks.
  public var feature: Feature
  /// What the field is and what the server lacks, in plain words.
  public var reason: String
}

/// The parts of a schema that a server of that version cannot hold, by its version alone.
///
/// A server is never asked by trying: an old one may accept the schema and not survive it.
public func unsupportedFeatures(
  of schema: CollectionSchema, by version: ServerVersion
) -> [UnsupportedPart] {
  var parts: [UnsupportedPart] = []
  let demand = { (feature: Feature, field: ServerName?, what: String) in
    guard !version.supports(feature) else { return }
    parts.append(
      UnsupportedPart(
        field: field, feature: feature, reason: "\(what), which Milvus \(version) does not have"))
  }
  for field in schema.fields {
    for (feature, what) in field.demands { demand(feature, field.name, what) }
  }
  for field in schema.structFields {
    demand(.structArray, field.name, "a list of structs")
    if field.isNullable { demand(.nullableStructArray, field.name, "a nullable list of structs") }
    for inner in field.fields {
      for (feature, what) in inner.demands where feature != .array && feature != .structArray {
        demand(feature, "\(field.name)[\(inner.name)]", what)
      }
    }
  }
  for function in schema.functions {
    let field = function.outputs.first
    demand(function.type.feature, field, "computed by \(function.type) \"\(function.name)\"")
  }
  if schema.isDynamic { demand(.dynamicField, nil, "a dynamic field") }
  if schema.vectorFieldCount > 1 {
    demand(.severalVectorFields, nil, "\(schema.vectorFieldCount) vector fields")
  }
  return parts
}

extension CollectionSchema {
  /// The number of fields that hold vectors, those that functions fill included.
  public var vectorFieldCount: Int { fields.count { $0.type.isVector } }
}

extension FieldSchema {
  /// What a server has to support for this field.
  fileprivate var demands: [(Feature, String)] {
    var demands: [(Feature, String)] = []
    for type in [type, elementType] {
      if let feature = type.feature { demands.append((feature, "type \(type)")) }
    }
    if isNullable { demands.append((type.isVector ? .nullableVector : .nullable, "nullable")) }
    if hasDefault { demands.append((.defaultValue, "a default value")) }
    if isPartitionKey { demands.append((.partitionKey, "the partition key")) }
    if isClusteringKey { demands.append((.clusteringKey, "the clustering key")) }
    if ["true", "1"].contains(typeParameters["enable_analyzer"]?.lowercased()) {
      demands.append((.analyzer, "an analyzer"))
    }
    return demands
  }
}

extension DataType {
  /// The feature that a server needs for the type; nil for types that every server has.
  fileprivate var feature: Feature? {
    switch self {
    case .none, .bool, .int8, .int16, .int32, .int64, .float, .double, .varchar, .floatVector: nil
    case .array: .array
    case .json: .json
    case .geometry: .geometry
    case .text: .text
    case .timestamptz: .timestamptz
    case .binaryVector: .binaryVector
    case .float16Vector, .bfloat16Vector: .float16Vector
    case .sparseFloatVector: .sparseVector
    case .int8Vector: .int8Vector
    case .arrayOfVector, .arrayOfStruct, .structure: .structArray
    default: .unreleasedType
    }
  }
}

extension FunctionSchema.Kind {
  fileprivate var feature: Feature {
    switch self {
    case .bm25: .bm25
    case .textEmbedding, .rerank: .embeddingFunction
    case .minHash: .minHash
    default: .unreleasedType
    }
  }
}
