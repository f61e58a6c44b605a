internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

@testable internal import MilvusClient

/// What a server of a version cannot hold.
@Suite struct UnsupportedFeaturesTests {
  private static let lite = ServerVersion(3, 2, 2, isLite: true)
  private static let old = ServerVersion(2, 3, 5)

  @Test(arguments: [
    (Sample.field("x", .geometry), old, ["x: type Geometry"]),
    (Sample.field("x", .text), old, ["x: type Text"]),
    (Sample.field("x", .timestamptz), old, ["x: type Timestamptz"]),
    (Sample.field("x", .varchar) { $0.nullable = true }, old, ["x: nullable"]),
    (
      Sample.field("x", .int64) { $0.defaultValue.longData = 1 }, old, ["x: a default value"]
    ),
    (Sample.field("x", .array) { $0.elementType = 5 }, old, []),
    (Sample.field("x", .int64) { $0.isClusteringKey = true }, old, ["x: the clustering key"]),
    (
      Sample.field("x", .varchar, ["enable_analyzer": "true"]), old, ["x: an analyzer"]
    ),
    (Sample.field("x", DataType(rawValue: 77)), ServerVersion(3, 0), ["x: type type 77"]),
    (Sample.field("x", .mol), ServerVersion(3, 0), ["x: type Mol"]),
    (Sample.field("x", .binaryVector), lite, ["x: type BinaryVector"]),
    (Sample.field("x", .int8Vector), lite, ["x: type Int8Vector"]),
    (Sample.field("x", .bfloat16Vector), lite, ["x: type BFloat16Vector"]),
    (Sample.field("x", .sparseFloatVector), lite, []),
    (Sample.field("x", .geometry) { $0.nullable = true }, lite, []),
    (
      Sample.field("x", .sparseFloatVector) { $0.nullable = true }, ServerVersion(2, 6, 17),
      ["x: nullable"]
    ),
  ])
  func `a field is named with what is missing`(
    _ field: WireFieldSchema, _ version: ServerVersion, _ found: [String]
  ) {
    #expect(parts(Sample.schema([field]), version) == found)
  }

  @Test func `structs, functions and the number of vectors count, too`() {
    let schema = Sample.schema([Sample.field("bm", .sparseFloatVector)]) {
      $0.structArrayFields = [
        .with {
          $0.name = "parts"
          $0.fields = [Sample.field("v", .arrayOfVector) { $0.elementType = 102 }]
        }
      ]
      $0.functions = [
        .with {
          $0.name = "f"
          $0.type = 1
          $0.outputFieldNames = ["bm"]
        }
      ]
    }
    #expect(
      parts(schema, Self.old) == [
        "bm: type SparseFloatVector", "parts: a list of structs", "parts[v]: type Float16Vector",
        "bm: computed by BM25 \"f\"", "-: 2 vector fields",
      ])
    #expect(parts(schema, ServerVersion(2, 6, 4)) == [])
  }

  private func parts(_ schema: CollectionSchema, _ version: ServerVersion) -> [String] {
    unsupportedFeatures(of: schema, by: version).map { part in
      #expect(part.reason.hasSuffix(", which Milvus \(version) does not have"))
      return "\(part.field ?? "-"): \(part.reason.split(separator: ", which")[0])"
    }
  }
}
