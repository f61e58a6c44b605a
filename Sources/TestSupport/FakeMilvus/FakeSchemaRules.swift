internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

/// What a release asks of the schema of a new collection.
struct FakeSchemaRules {
  let release: FakeRelease

  /// Refuses what the release refuses; types that it does not know pass, as they do on all releases.
  func check(_ schema: WireCollectionSchema) throws {
    let inner = schema.structArrayFields.flatMap(\.fields)
    guard
      Set(
        (schema.fields.map(\.name) + schema.structArrayFields.map(\.name)).map(ServerName.init(_:))
      )
      .count
        == schema.fields.count + schema.structArrayFields.count
    else { throw FakeRefusal.invalid("duplicated field name") }
    let keys = schema.fields.filter(\.isPrimaryKey)
    guard keys.count == 1, [5, 21].contains(keys[0].dataType) else {
      throw FakeRefusal.invalid("there has to be one primary key, of type Int64 or VarChar")
    }
    for field in schema.fields { try check(field, isInner: false) }
    if release.keepsStructs { try schema.structArrayFields.forEach(check) }
    let vectors = (schema.fields + (release.keepsStructs ? inner : []))
      .count { (100..<200).contains($0.dataType) }
    guard vectors <= release.mostVectorFields else {
      throw FakeRefusal.invalid(
        "maximum vector field's number should be limited to \(release.mostVectorFields)")
    }
    if release.keepsFunctions { try schema.functions.forEach { try check($0, of: schema) } }
  }

  private func check(_ field: WireStructArrayFieldSchema) throws {
    guard field.fields.allSatisfy({ [22, 106].contains($0.dataType) }) else {
      throw FakeRefusal.invalid("fields in struct \(field.name) have to be arrays")
    }
    guard !field.nullable || release.takesNullableStructs else {
      throw FakeRefusal.invalid("struct \(field.name) cannot be nullable")
    }
    for inner in field.fields { try check(inner, isInner: true) }
  }

  private func check(_ field: WireFieldSchema, isInner: Bool) throws {
    guard field.dataType != 0, field.dataType != 20 else {
      throw FakeRefusal.invalid("data type of field \(field.name) is not valid")
    }
    if field.autoID, !field.isPrimaryKey {
      throw FakeRefusal.invalid("only a primary key can be generated")
    }
    if field.isPartitionKey, field.isPrimaryKey || ![5, 21].contains(field.dataType) {
      throw FakeRefusal.invalid("field \(field.name) cannot be the partition key")
    }
    try checkNullability(of: field, isInner: isInner)
    try checkSizes(of: field)
  }

  private func checkNullability(of field: WireFieldSchema, isInner: Bool) throws {
    guard field.nullable, release.keepsNullability else { return }
    let isVector = (100..<200).contains(field.dataType)
    guard !field.isPrimaryKey, !isInner, !isVector || release.takesNullableVectors else {
      throw FakeRefusal.invalid("field \(field.name) cannot be nullable")
    }
  }

  private func checkSizes(of field: WireFieldSchema) throws {
    switch field.dataType {
    case 21: try require("max_length", of: field, in: 1...65_535)
    case 22:
      try require("max_capacity", of: field, in: 1...4096)
      guard [1, 2, 3, 4, 5, 10, 11, 21].contains(field.elementType) else {
        throw FakeRefusal.invalid("element type of field \(field.name) is not supported")
      }
      if field.elementType == 21 { try require("max_length", of: field, in: 1...65_535) }
    case 100: try require("dim", of: field, in: 8...262_144, multipleOf: 8)
    case 101...103, 105: try require("dim", of: field, in: 2...32_768)
    case 106:
      try require("max_capacity", of: field, in: 1...4096)
      try require("dim", of: field, in: 2...32_768)
    default: return
    }
  }

  private func require(
    _ parameter: String, of field: WireFieldSchema, in range: ClosedRange<Int>,
    multipleOf step: Int = 1
  ) throws {
    let value = field.typeParams.last { $0.key == parameter }.flatMap { Int($0.value) }
    guard let value, range.contains(value), value.isMultiple(of: step) else {
      throw FakeRefusal.invalid("type param(\(parameter)) of field \(field.name) is not valid")
    }
  }

  private func check(_ function: WireFunctionSchema, of schema: WireCollectionSchema) throws {
    let inputs = function.inputFieldNames.map { name in
      schema.fields.first { ServerName($0.name) == ServerName(name) }
    }
    let outputs = function.outputFieldNames.map { name in
      schema.fields.first { ServerName($0.name) == ServerName(name) }
    }
    guard !inputs.isEmpty, !outputs.isEmpty, !inputs.contains(nil), !outputs.contains(nil) else {
      throw FakeRefusal.invalid("function \(function.name) names a field that is not there")
    }
    guard function.type == 1 else { return }
    let isAnalyzed = inputs.allSatisfy { input in
      input?.typeParams.contains { $0.key == "enable_analyzer" && $0.value.lowercased() == "true" }
        ?? false
    }
    guard isAnalyzed, outputs.allSatisfy({ $0?.dataType == 104 }) else {
      throw FakeRefusal.invalid(
        "BM25 function \(function.name) needs an analyzed text and a sparse vector")
    }
  }
}
