internal import MigrationPlanning
internal import MilvusClient

/// A vector field that both ends can be searched by.
struct SearchField: Sendable {
  /// What a row has to say to a search by the field.
  enum Asking: Sendable, Equatable {
    /// Its vector.
    case vector
    /// The text in another field, of which servers make the vector.
    case text(in: ServerName)
  }

  let name: ServerName
  let type: DataType
  let asking: Asking

  /// The column of a row that is searched for.
  var column: ServerName {
    switch asking {
    case .vector: name
    case .text(let field): field
    }
  }
}

/// The vector fields of two schemas, as far as both ends can be searched by them; pure.
struct SearchFieldChoice: Sendable {
  let source: CollectionSchema
  let target: CollectionSchema
  let versions: BothEnds<ServerVersion>
  /// The fields that are wanted; nil means all.
  let wanted: [ServerName]?

  /// The fields to search by, and the others with the reasons.
  ///
  /// - Throws: `SideError` with `.invalidRequest` for a wanted field that is no vector, and with
  ///   `.unsupportedByServer` for one that cannot be searched by, or if none can.
  func fields() throws -> (fields: [SearchField], skipped: [(field: ServerName, reason: String)]) {
    let all = source.fields.filter(\.type.isVector)
    if let unknown = wanted?.first(where: { name in !all.contains { $0.name == name } }) {
      throw failure(
        .invalidRequest, "cannot search by field \"\(unknown)\": the vector fields are \(all.names)"
      )
    }
    var fields: [SearchField] = []
    var skipped: [(field: ServerName, reason: String)] = []
    for field in all where wanted?.contains(field.name) ?? true {
      switch asking(field) {
      case .success(let asking):
        fields.append(SearchField(name: field.name, type: field.type, asking: asking))
      case .failure(let obstacle): skipped.append((field.name, obstacle.reason))
      }
    }
    if let first = skipped.first, wanted != nil || fields.isEmpty {
      throw failure(
        .unsupportedByServer, "cannot search by field \"\(first.field)\": \(first.reason)")
    }
    guard !fields.isEmpty else {
      throw failure(.invalidRequest, "cannot search \"\(source.name)\": it has no vector field")
    }
    return (fields, skipped)
  }

  private func failure(_ code: MilvusError.Code, _ message: String) -> SideError {
    SideError(.source, MilvusError(code, message))
  }

  private struct Obstacle: Error {
    let reason: String
  }

  private func asking(_ field: FieldSchema) -> Result<SearchField.Asking, Obstacle> {
    let obstacle = { (reason: String) in
      Result<SearchField.Asking, Obstacle>.failure(Obstacle(reason: reason))
    }
    guard let twin = target.field(named: field.name) else {
      return obstacle("the target has no such field")
    }
    guard twin.type == field.type else { return obstacle("it is a \(twin.type) on the target") }
    for (schema, version) in [(source, versions.source), (target, versions.target)] {
      let part = unsupportedFeatures(of: schema, by: version).first { $0.field == field.name }
      if let part { return obstacle(part.reason) }
    }
    guard SearchInput.searchable.contains(field.type) else {
      return obstacle("this program does not search by \(field.type)")
    }
    let function = source.functions.first { $0.outputs.contains(field.name) }
    switch (function?.type, function?.inputs.first) {
    case (nil, _) where !field.isFunctionOutput, (.textEmbedding, _): return .success(.vector)
    case (.bm25, let text?): return .success(.text(in: text))
    default:
      let maker = function.map { "\($0.type)" } ?? "a function"
      return obstacle("\(maker) computes its vectors, which servers do not return")
    }
  }
}

extension [FieldSchema] {
  /// The names, as an error has them.
  fileprivate var names: String { map { "\"\($0.name)\"" }.joined(separator: ", ") }
}

extension SearchInput {
  /// The types of vectors that this program searches by.
  static let searchable: Set<DataType> = [
    .floatVector, .binaryVector, .float16Vector, .bfloat16Vector, .sparseFloatVector, .int8Vector,
  ]
}
