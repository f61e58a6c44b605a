internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

/// What becomes of a schema in a release: what it does not know it forgets without a word.
struct FakeSchemaKeeping {
  let release: FakeRelease
  let settings: FakeSettings

  /// The schema as the server will describe it.
  func kept(_ schema: WireCollectionSchema) -> WireCollectionSchema {
    var kept = schema
    kept.fields = kept.fields.map(self.kept)
    if !release.keepsUnknownParts { kept.unknownFields = UnknownStorage() }
    if !release.keepsFunctions { kept.functions = [] }
    if !release.keepsStructs { kept.structArrayFields = [] }
    for index in kept.structArrayFields.indices {
      kept.structArrayFields[index].fields = kept.structArrayFields[index].fields.map(self.kept)
      guard !release.keepsUnknownParts else { continue }
      kept.structArrayFields[index].unknownFields = UnknownStorage()
    }
    let outputs = Set(kept.functions.flatMap(\.outputFieldNames).map(ServerName.init(_:)))
    for index in kept.fields.indices where outputs.contains(ServerName(kept.fields[index].name)) {
      kept.fields[index].isFunctionOutput = true
    }
    kept.autoID = kept.fields.contains { $0.isPrimaryKey && $0.autoID }
    number(&kept)
    return kept
  }

  private func kept(_ field: WireFieldSchema) -> WireFieldSchema {
    var field = field
    if !release.keepsNullability {
      field.nullable = false
      field.clearDefaultValue()
    }
    if !release.keepsClusteringKeys { field.isClusteringKey = false }
    if !release.keepsFunctions { field.isFunctionOutput = false }
    if !release.keepsUnknownParts { field.unknownFields = UnknownStorage() }
    return field
  }

  /// Gives numbers: to fields from 100 on, in their order.
  private func number(_ schema: inout WireCollectionSchema) {
    var next: Int64 = 100
    func take() -> Int64 {
      defer { next += 1 }
      return next
    }
    for index in schema.fields.indices { schema.fields[index].fieldID = take() }
    if schema.enableDynamicField { _ = take() }
    for place in schema.structArrayFields.indices {
      schema.structArrayFields[place].fieldID = take()
      for index in schema.structArrayFields[place].fields.indices {
        schema.structArrayFields[place].fields[index].fieldID = take()
      }
    }
    let ids = Dictionary(
      schema.fields.map { (ServerName($0.name), $0.fieldID) },
      uniquingKeysWith: { first, _ in first })
    for index in schema.functions.indices {
      schema.functions[index].id = Int64(100 + index)
      schema.functions[index].inputFieldIds = schema.functions[index].inputFieldNames
        .compactMap { ids[ServerName($0)] }
      schema.functions[index].outputFieldIds = schema.functions[index].outputFieldNames
        .compactMap { ids[ServerName($0)] }
    }
  }

  /// The columns of the rows of a collection.
  func columns(of schema: WireCollectionSchema) -> [FakeField] {
    // Outputs of BM25 and MinHash are for searching only.
    let hidden = Set(
      schema.functions.filter { [1, 4].contains($0.type) }.flatMap(\.outputFieldNames)
        .map(ServerName.init(_:)))
    var columns = schema.fields.map { field in
      FakeField(
        wire: field, storage: storage(of: field), isNullable: field.nullable,
        isHidden: hidden.contains(ServerName(field.name)), isComputed: field.isFunctionOutput)
    }
    for structure in schema.structArrayFields {
      columns += structure.fields.map { field in
        FakeField(
          wire: field, parent: ServerName(structure.name), storage: storage(of: field),
          isNullable: structure.nullable)
      }
    }
    if schema.enableDynamicField {
      columns.append(.dynamic(id: 100 + Int64(schema.fields.count)))
    }
    return columns
  }

  private func storage(of field: WireFieldSchema) -> FakeStorage {
    let dimension = field.typeParams.last { $0.key == "dim" }.flatMap { Int($0.value) } ?? 0
    return settings.futureTypes[field.dataType]
      ?? FakeStorage(type: field.dataType, dimension: dimension)
      // A server that takes a type that it does not know never gets as far as its values.
      ?? FakeStorage(payload: FakeStorage.scalars, slot: 6, layout: .items(field: 1))
  }

  /// The types among the columns that the release does not know.
  func unknownTypes(of columns: [FakeField]) -> [Int32] {
    columns.map(\.type).filter { !release.knows(type: $0) && settings.futureTypes[$0] == nil }
  }
}
