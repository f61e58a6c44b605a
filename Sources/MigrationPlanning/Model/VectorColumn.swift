internal import MilvusClient

/// A vector of a row, as indexes name it.
struct VectorColumn: Equatable {
  /// The field's name, or `struct[field]`.
  var name: ServerName
  /// The field's type.
  var type: DataType
  /// The dimension, if the type has one.
  var dimension: Int?
  /// The function that computes it.
  var function: FunctionSchema.Kind?

  /// The metric that is chosen where no index tells the source's.
  var usualMetric: String {
    switch (type, function) {
    case (_, .bm25): "BM25"
    case (_, .minHash): "MHJACCARD"
    case (.sparseFloatVector, _): "IP"
    case (.binaryVector, _): "HAMMING"
    case (.arrayOfVector, _): "MAX_SIM_COSINE"
    default: "COSINE"
    }
  }
}

extension CollectionSchema {
  /// All vectors of a row, those inside structs and those that functions compute among them.
  var vectorColumns: [VectorColumn] {
    fields.filter(\.type.isVector).map { field in
      VectorColumn(
        name: field.name, type: field.type, dimension: field.dimension,
        function: functions.first { $0.outputs.contains(field.name) }?.type)
    }
      + structFields.flatMap { structure in
        structure.fields.filter(\.type.isVector).map {
          VectorColumn(
            name: "\(structure.name)[\($0.name)]", type: $0.type, dimension: $0.dimension)
        }
      }
  }

  /// The type of the column that an index is built on; columns of undeclared fields are JSON.
  func type(ofColumn name: ServerName) -> DataType {
    if let field = field(named: name) { return field.type }
    for structure in structFields {
      for field in structure.fields where "\(structure.name)[\(field.name)]" == name {
        return field.type
      }
    }
    return .json
  }
}
