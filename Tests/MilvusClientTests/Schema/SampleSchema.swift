internal import MilvusWire
internal import SwiftProtobuf

@testable internal import MilvusClient

/// Schemas to start from, in the words of the wire.
enum Sample {
  /// A field of a type with parameters; the rest by the closure.
  static func field(
    _ name: String, _ type: DataType, _ parameters: [String: String] = [:],
    _ edit: (inout WireFieldSchema) -> Void = { _ in }
  ) -> WireFieldSchema {
    .with {
      $0.name = name
      $0.dataType = type.rawValue
      $0.typeParams = parameters.sorted { $0.key < $1.key }.map { KeyValue($0.key, $0.value).wire }
      edit(&$0)
    }
  }

  /// A schema of a key, a text, a vector and more fields.
  static func schema(
    _ more: [WireFieldSchema] = [], _ edit: (inout WireCollectionSchema) -> Void = { _ in }
  ) -> CollectionSchema {
    CollectionSchema(
      wire: .with {
        $0.name = "docs"
        $0.description_p = "documents"
        $0.fields =
          [
            field("id", .int64) { $0.isPrimaryKey = true },
            field("text", .varchar, ["max_length": "512"]) { $0.description_p = "the text" },
            field("embedding", .floatVector, ["dim": "768"]),
          ] + more
        edit(&$0)
      })
  }
}
