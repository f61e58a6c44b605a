internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

@testable internal import MilvusClient

/// Schemas: what is read from them, what is carried, what differs.
@Suite struct SchemaTests {
  @Test(arguments: [
    (Sample.field("v", .floatVector, ["dim": "768"]), "FloatVector 768"),
    (Sample.field("t", .varchar, ["max_length": "512"]), "VarChar 512"),
    (
      Sample.field("a", .array, ["max_length": "64", "max_capacity": "9"]) { $0.elementType = 21 },
      "Array<VarChar 64>"
    ),
    (Sample.field("a", .array, ["max_capacity": "9"]) { $0.elementType = 5 }, "Array<Int64>"),
    (
      Sample.field("m", .arrayOfVector, ["dim": "8"]) { $0.elementType = 101 },
      "Array<FloatVector 8>"
    ),
    (Sample.field("s", .sparseFloatVector), "SparseFloatVector"),
    (Sample.field("x", DataType(rawValue: 77)), "type 77"),
  ])
  func `a type is shown with its sizes`(_ wire: WireFieldSchema, _ text: String) {
    #expect(FieldSchema(wire: wire).typeText == text)
  }

  @Test func `a default value is shown as text, and an empty one is none`() {
    let text = Sample.field("t", .varchar) { $0.defaultValue.stringData = "a" }
    let number = Sample.field("n", .int64) { $0.defaultValue.longData = -7 }
    let empty = Sample.field("n", .int64) { $0.defaultValue = WireValueField() }
    #expect(
      [text, number, empty].map { FieldSchema(wire: $0).defaultText } == ["\"a\"", "-7", nil])
    #expect(!FieldSchema(wire: empty).hasDefault)
  }

  @Test func `what belongs to one cluster is not carried, and unknown parts are`() throws {
    var schema = Sample.schema {
      $0.dbName = "sales"
      $0.version = 3
      $0.fields[0].fieldID = 100
      $0.fields[1].state = 2
      $0.fields[2].indexParams = [KeyValue("index_type", "HNSW").wire]
      $0.functions = [
        .with {
          $0.name = "f"; $0.id = 9; $0.inputFieldIds = [101]
        }
      ]
      $0.fields.append(Sample.field("$meta", .json) { $0.isDynamic = true })
    }
    // Field 99 with the value 1, which this program has no name for.
    schema.wire.fields[1].unknownFields = try unknown([0x98, 0x06, 0x01])
    let carried = schema.carryable()
    #expect(carried.wire.dbName.isEmpty && carried.wire.version == 0)
    #expect(carried.wire.fields.allSatisfy { $0.fieldID == 0 && $0.state == 0 })
    #expect(carried.wire.fields[2].indexParams.isEmpty)
    #expect(carried.wire.functions[0].id == 0 && carried.wire.functions[0].inputFieldIds.isEmpty)
    #expect(carried.fields.count == 3 && carried.isDynamic)
    #expect(carried.unknownParts == ["field \"text\": 3 bytes"])
    #expect(carried.carryable() == carried)
  }

  @Test(arguments: [(true, true), (true, false), (false, true)])
  func `a field is computed if it says so or a function does`(isFlagged: Bool, isNamed: Bool) {
    let words = Sample.field("words", .sparseFloatVector) { $0.isFunctionOutput = isFlagged }
    let schema = Sample.schema([words]) {
      if isNamed { $0.functions = [.with { $0.outputFieldNames = ["words"] }] }
    }
    #expect(schema.storedFields.map(\.name) == ["id", "text", "embedding"])
    #expect(schema.computedFields.map(\.name) == ["words"])
  }

  @Test func `auto id is set in both places and read from either`() {
    let schema = Sample.schema { $0.fields[0].autoID = true }
    #expect(schema.isAutoID)
    #expect(schema.settingAutoID(true).wire.autoID)
    #expect(!schema.settingAutoID(true).settingAutoID(false).isAutoID)
  }

  /// A change of a schema, and what is to be said about it.
  struct Change: Sendable {
    let found: [String]
    let make: @Sendable (inout WireCollectionSchema) -> Void

    init(_ found: String..., make: @escaping @Sendable (inout WireCollectionSchema) -> Void) {
      self.found = found
      self.make = make
    }
  }

  private static let changes = [
    Change("field \"text\": nullable is on, not off") { $0.fields[1].nullable = true },
    Change("field \"text\": default value is \"\"x\"\", not missing") {
      $0.fields[1].defaultValue.stringData = "x"
    },
    Change("field \"embedding\": parameter dim is \"8\", not \"768\"") {
      $0.fields[2].typeParams[0].value = "8"
    },
    Change("field \"embedding\": type is \"Float16Vector\", not \"FloatVector\"") {
      $0.fields[2].dataType = 102
    },
    Change("field \"embedding\" is missing") { $0.fields.removeLast() },
    Change("field \"more\" is there and was not wanted") {
      $0.fields.append(Sample.field("more", .bool))
    },
    Change("the field order is text, id, embedding") { $0.fields.swapAt(0, 1) },
    Change("field \"text\": partition key is on, not off") { $0.fields[1].isPartitionKey = true },
    Change("dynamic field is on, not off") { $0.enableDynamicField = true },
    Change("auto id is on, not off") { $0.autoID = true },
    Change("description is missing, not \"documents\"") { $0.description_p = "" },
    Change("function \"bm\" is there and was not wanted") {
      $0.functions = [.with { $0.name = "bm" }]
    },
    Change {
      $0.name = "other"
      $0.fields[0].fieldID = 100
      $0.dbName = "d"
    },
  ]

  @Test(arguments: changes)
  func `every changed part is named`(_ change: Change) {
    let wanted = Sample.schema()
    var here = wanted
    change.make(&here.wire)
    #expect(here.differences(from: wanted, describedBy: ServerVersion(2, 6)) == change.found)
  }

  @Test func `what Lite does not describe is no difference, and what it changes is one`() {
    let array = Sample.field("a", .array, ["max_capacity": "9", "max_length": "64"]) {
      $0.elementType = 21
    }
    let wanted = Sample.schema([array])
    let lite = ServerVersion(3, 2, 2, isLite: true)
    var here = wanted
    here.wire.description_p = ""
    here.wire.fields[1].description_p = ""
    here.wire.fields[3].typeParams.removeAll { $0.key == "max_length" }
    #expect(here.differences(from: wanted, describedBy: lite) == [])
    here.wire.fields[1].description_p = "else"
    #expect(
      here.differences(from: wanted, describedBy: lite)
        == ["field \"text\": description is \"else\", not \"the text\""])
  }

  @Test func `parameters are compared by meaning`() {
    let wanted = Sample.schema([
      Sample.field(
        "t", .varchar, ["enable_match": "true", "analyzer_params": #"{"a": "x","b":1}"#])
    ])
    var here = wanted
    here.wire.fields[3].typeParams = [
      KeyValue("enable_match", "True").wire, KeyValue("analyzer_params", #"{"b":1,"a":"x"}"#).wire,
    ]
    #expect(here.differences(from: wanted, describedBy: ServerVersion(2, 6)) == [])
  }

  @Test func `a part inside a struct is named with its struct`() {
    let wanted = Sample.schema {
      $0.structArrayFields = [
        .with {
          $0.name = "clips"
          $0.fields = [Sample.field("at", .int64), Sample.field("text", .varchar)]
        }
      ]
    }
    var here = wanted
    here.wire.structArrayFields[0].fields[0].dataType = DataType.int32.rawValue
    #expect(
      here.differences(from: wanted, describedBy: ServerVersion(2, 6))
        == ["field \"clips[at]\": type is \"Int32\", not \"Int64\""])
    here = wanted
    here.wire.structArrayFields[0].fields.swapAt(0, 1)
    #expect(
      here.differences(from: wanted) == [
        SchemaDifference(.field("clips"), .order, wanted: "at, text", here: "text, at")
      ])
  }

  @Test func `nothing is tolerated unless it is asked for, and values come one by one`() {
    let wanted = Sample.schema()
    var here = wanted
    here.wire.fields[1].description_p = ""
    here.wire.fields[1].nullable = true
    here.wire.fields.append(Sample.field("more", .bool))
    #expect(
      here.differences(from: wanted) == [
        SchemaDifference(.field("text"), .description, wanted: "the text", here: nil),
        SchemaDifference(.field("text"), .nullable, wanted: "off", here: "on"),
        SchemaDifference(.field("more"), .presence, wanted: nil, here: "Bool"),
      ])
    #expect(
      here.asKeptByLite().differences(from: wanted.asKeptByLite()).map(\.aspect)
        == [.nullable, .presence])
  }

  private func unknown(_ bytes: [UInt8]) throws -> UnknownStorage {
    try WireStatus(serializedBytes: bytes).unknownFields
  }
}
