internal import MilvusWire

/// What Milvus Lite keeps of a schema: the rest it takes without a word and never shows again.
extension CollectionSchema {
  /// The schema as Lite 3.2 would describe it after creating it.
  public func asKeptByLite() -> CollectionSchema {
    var copy = self
    copy.wire.description_p = ""
    copy.wire.fields = copy.wire.fields.map(Self.keptByLite)
    for index in copy.wire.functions.indices { copy.wire.functions[index].description_p = "" }
    return copy
  }

  private static func keptByLite(_ field: WireFieldSchema) -> WireFieldSchema {
    var field = field
    field.description_p = ""
    field.isClusteringKey = false
    let kept = keptParameters(of: DataType(rawValue: field.dataType))
    field.typeParams = field.typeParams.filter { parameter in
      kept.contains(parameter.key)
        || textParameters.contains(parameter.key) && parameter.value.lowercased() != "false"
    }
    return field
  }

  private static func keptParameters(of type: DataType) -> Set<String> {
    switch type {
    case .floatVector: ["dim"]
    case .varchar: ["max_length"]
    case .array: ["max_capacity"]
    default: []
    }
  }

  private static let textParameters: Set = ["enable_analyzer", "enable_match", "analyzer_params"]
}
