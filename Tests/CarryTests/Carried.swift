internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Something that collections have, on some releases.
struct Carried: Sendable, CustomTestStringConvertible {
  /// What it is.
  let what: String
  /// The first release that has it.
  let since: String
  /// The field that a check names where a release lacks it; nil if it concerns the collection.
  let field: String?
  /// The newest release of each line that lacks it.
  let lacking: [String]
  /// A collection that has it.
  let sample: SampleCollection

  init(
    _ what: String, since: String, field: String? = "x", lacking: [String],
    _ sample: SampleCollection
  ) {
    (self.what, self.since, self.field, self.lacking) = (what, since, field, lacking)
    self.sample = sample
  }

  /// A collection with one more field that has it.
  init(
    _ what: String, since: String, lacking: [String], _ type: DataType,
    _ parameters: [String: String] = [:],
    _ edit: (inout WireFieldSchema) -> Void = { _ in }
  ) {
    self.init(
      what, since: since, lacking: lacking,
      SampleCollection("docs", [.sample("x", type, parameters, edit)]))
  }

  var testDescription: String { "\(what), since \(since)" }
}

extension Carried {
  static let all = vectors + scalars + functions + lists

  private static let vectors: [Carried] = [
    Carried("sparse vectors", since: "2.4.0", lacking: ["2.3.5"], .sparseFloatVector),
    Carried("float16 vectors", since: "2.4.0", lacking: ["2.3.5"], .float16Vector, ["dim": "4"]),
    Carried("bfloat16 vectors", since: "2.4.0", lacking: ["2.3.5"], .bfloat16Vector, ["dim": "4"]),
    Carried(
      "int8 vectors", since: "2.6.0", lacking: ["2.3.5", "2.4.1", "2.5.24"], .int8Vector,
      ["dim": "8"]),
    Carried(
      "nullable vectors", since: "2.6.18", lacking: ["2.3.5", "2.4.1", "2.5.24", "2.6.17"],
      .floatVector, ["dim": "4"]
    ) { $0.nullable = true },
    Carried(
      "nullable sparse vectors", since: "2.6.18", lacking: ["2.4.1", "2.5.24", "2.6.17"],
      .sparseFloatVector
    ) { $0.nullable = true },
    Carried(
      "several vector fields", since: "2.4.0", field: nil, lacking: ["2.3.5"],
      SampleCollection(
        "docs",
        [
          .sample("x", .binaryVector, ["dim": "16"]), .sample("y", .floatVector, ["dim": "8"]),
        ])),
  ]

  private static let scalars: [Carried] = [
    Carried("clustering keys", since: "2.4.0", lacking: ["2.3.5"], .int64) {
      $0.isClusteringKey = true
    },
    Carried("nullable numbers", since: "2.5.0", lacking: ["2.3.5", "2.4.1"], .int64) {
      $0.nullable = true
    },
    Carried("nullable JSON", since: "2.5.0", lacking: ["2.3.5", "2.4.1"], .json) {
      $0.nullable = true
    },
    Carried(
      "default values", since: "2.5.0", lacking: ["2.3.5", "2.4.1"], .varchar,
      ["max_length": "64"]
    ) { $0.defaultValue.stringData = "unless told otherwise" },
    Carried(
      "analyzers", since: "2.5.0", lacking: ["2.3.5", "2.4.1"], .varchar,
      [
        "max_length": "64", "enable_analyzer": "true", "enable_match": "true",
        "analyzer_params": "{\"type\":\"english\"}",
      ]),
    Carried("shapes", since: "2.6.0", lacking: ["2.3.5", "2.4.1", "2.5.24"], .geometry),
    Carried(
      "points in time", since: "2.6.3", lacking: ["2.3.5", "2.4.1", "2.5.24", "2.6.2"],
      .timestamptz),
    Carried(
      "nullable points in time", since: "2.6.3", lacking: ["2.4.1", "2.5.24", "2.6.2"],
      .timestamptz
    ) { $0.nullable = true },
    Carried(
      "text of any length", since: "3.0.0", lacking: ["2.3.5", "2.4.1", "2.5.24", "2.6.18"],
      .text),
  ]

  private static let functions: [Carried] = [
    Carried(
      "BM25", since: "2.5.0", lacking: ["2.3.5", "2.4.1"],
      SampleCollection.computing(
        "x", .sparseFloatVector, by: 1,
        from: .sample("t", .varchar, ["max_length": "64", "enable_analyzer": "true"]))),
    Carried(
      "MinHash", since: "3.0.0", lacking: ["2.3.5", "2.4.1", "2.5.24", "2.6.18"],
      SampleCollection.computing(
        "x", .binaryVector, ["dim": "16"], by: 4,
        from: .sample("t", .varchar, ["max_length": "64"]))),
    Carried(
      "embeddings", since: "2.6.0", lacking: ["2.3.5", "2.4.1", "2.5.24"],
      SampleCollection.computing(
        "x", .floatVector, ["dim": "4"], by: 2,
        from: .sample("t", .varchar, ["max_length": "64"]))),
  ]

  private static let lists: [Carried] = [
    Carried(
      "nullable arrays", since: "2.5.0", lacking: ["2.3.5", "2.4.1"], .array,
      ["max_capacity": "8"]
    ) {
      $0.elementType = DataType.double.rawValue
      $0.nullable = true
    },
    Carried(
      "arrays of vectors", since: "2.6.4", lacking: ["2.3.5", "2.4.1", "2.5.24", "2.6.3"],
      .arrayOfVector, ["max_capacity": "8", "dim": "2"]
    ) { $0.elementType = DataType.floatVector.rawValue },
    Carried(
      "arrays of structs", since: "2.6.4", lacking: ["2.3.5", "2.4.1", "2.5.24", "2.6.3"],
      .structs(isNullable: false)),
    Carried(
      "nullable arrays of structs", since: "3.0.0", lacking: ["2.4.1", "2.5.24", "2.6.18"],
      .structs(isNullable: true)),
  ]
}

extension SampleCollection {
  /// A collection with a field that a function fills.
  static func computing(
    _ output: String, _ type: DataType, _ parameters: [String: String] = [:],
    by function: Int32, from input: WireFieldSchema
  ) -> SampleCollection {
    SampleCollection("docs", [input, .sample(output, type, parameters)]) {
      $0.functions = [
        .with {
          $0.name = "compute"
          $0.description_p = "fills \(output)"
          $0.type = function
          $0.inputFieldNames = [input.name]
          $0.outputFieldNames = [output]
        }
      ]
    }
  }

  /// A collection with a list of structs of a number, a text and a vector each.
  static func structs(isNullable: Bool) -> SampleCollection {
    SampleCollection("docs") {
      $0.structArrayFields = [
        .with {
          $0.name = "x"
          $0.nullable = isNullable
          $0.fields = [
            .sample("n", .array, ["max_capacity": "8"]) {
              $0.elementType = DataType.int64.rawValue
            },
            .sample("t", .array, ["max_capacity": "8", "max_length": "64"]) {
              $0.elementType = DataType.varchar.rawValue
            },
            .sample("e", .arrayOfVector, ["max_capacity": "8", "dim": "2"]) {
              $0.elementType = DataType.float16Vector.rawValue
            },
          ]
        }
      ]
    }
  }
}
