internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import Testing

@testable internal import MigrationPlanning

struct ColumnMappingTests {
  @Test func `plain columns are read and written as they are`() {
    let columns = mapping(Sample.schema()).columns
    #expect(columns.map(\.name) == ["id", "embedding", "title"])
    #expect(columns.map(\.isPrimaryKey) == [true, false, false])
    #expect(!columns.contains { $0.wantsValidData || $0.isDropped || $0.isOptional })
  }

  @Test func `undeclared fields travel in a column that may be missing`() {
    let schema = Sample.schema { $0.enableDynamicField = true }
    let columns = mapping(schema, target: Sample.milvus235).columns
    #expect(columns.last == PlannedColumn(name: "$meta", isOptional: true))
  }

  @Test(arguments: [
    (Sample.milvus264, ["id", "embedding", "title", "$meta"], false),
    (ServerVersion(2, 4, 0), ["id", "embedding", "title", "$meta"], false),
    (Sample.lite, ["id", "embedding", "title", "_seq", "_partition", "$meta"], true),
  ])
  func `names that the target keeps are none for undeclared fields`(
    target: ServerVersion, reserved: [ServerName], areOverwritten: Bool
  ) {
    let schema = Sample.schema { $0.enableDynamicField = true }
    #expect(
      mapping(schema, target: target).columns.last?.rule.dynamicKeys
        == DynamicKeyRule(reserved: reserved, areOverwritten: areOverwritten))
    #expect(mapping(Sample.schema(), target: target).columns.allSatisfy { $0.dynamicKeys == nil })
  }

  @Test func `a column that an earlier version planned is read`() throws {
    let encoded = try JSONEncoder().encode(PlannedColumn(name: "$meta", isOptional: true))
    #expect(!String(decoding: encoded, as: UTF8.self).contains("dynamicKeys"))
    #expect(try JSONDecoder().decode(PlannedColumn.self, from: encoded).dynamicKeys == nil)
  }

  @Test(arguments: [false, true])
  func `what a function computes is neither read nor written`(isMarked: Bool) {
    let output = Sample.field("bm", .sparseFloatVector) { $0.isFunctionOutput = isMarked }
    let schema = Sample.schema([Sample.vector, Sample.title, output]) {
      $0.functions = [Sample.function("f", .bm25, of: "title", to: "bm")]
    }
    #expect(mapping(schema).columns.map(\.name) == ["id", "embedding", "title"])
  }

  @Test func `new keys are read but not written`() {
    let columns = mapping(Sample.generating(), keys: .generatedAnew).columns
    #expect(columns.first?.isDropped == true)
    #expect(columns.dropFirst().allSatisfy { !$0.isDropped })
    #expect(columns.first?.rule.use == .dropped)
  }

  @Test(arguments: [
    (ServerVersion(2, 5, 0), true), (ServerVersion(2, 6, 11), true),
    (ServerVersion(2, 6, 12), false), (ServerVersion(3, 0, 0), false), (Sample.lite, false),
  ])
  func `a default value wants validity before 2_6_12`(target: ServerVersion, isWanted: Bool) {
    let field = Sample.field("n", .int64) { $0.defaultValue.longData = 7 }
    let columns = mapping(Sample.schema([Sample.vector, field]), target: target).columns
    #expect(columns.last?.wantsValidData == isWanted)
    #expect(columns.last?.isNullable == false)
  }

  @Test func `a nullable column always wants validity`() {
    let field = Sample.field("n", .int64) { $0.nullable = true }
    let columns = mapping(Sample.schema([Sample.vector, field]), target: ServerVersion(3, 0, 0))
      .columns
    #expect(columns.last?.wantsValidData == true)
    #expect(columns.last?.rule.isNullable == true)
  }

  @Test func `an array says what it holds`() {
    let field = Sample.field("a", .array) { $0.elementType = DataType.int8.rawValue }
    #expect(mapping(Sample.schema([Sample.vector, field])).columns.last?.rule.elementType == .int8)
  }

  @Test func `a list of structs has columns inside`() {
    var structure = WireStructArrayFieldSchema()
    structure.name = "chunks"
    structure.fields = [Sample.title]
    let columns = mapping(Sample.schema { $0.structArrayFields = [structure] }).columns
    #expect(columns.last?.name == "chunks")
    #expect(columns.last?.rule.subrules.map(\.name) == ["title"])
  }

  private func mapping(
    _ schema: CollectionSchema, keys: KeyPolicy = .given, target: ServerVersion = Sample.milvus264
  ) -> ColumnMapping {
    ColumnMapping(schema: schema, keys: keys, target: target)
  }
}
