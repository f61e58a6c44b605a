internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Single values.
@Suite struct ValueRuleTests {
  /// A change that makes one value of a column wrong.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let what: String
    let field: WireFieldSchema
    let spoil: @Sendable (inout WireFieldData) -> Void

    var testDescription: String { what }
  }

  @Test(arguments: Spoiling.all) func `a value against the rules is refused`(
    spoiling: Spoiling
  ) throws {
    let bench = try Bench("2.6.18", SampleCollection("docs", [spoiling.field]))
    #expect(try bench.code() == nil)
    #expect(try bench.code { $0.edit(spoiling.field.name, spoiling.spoil) } == 1100)
    #expect(bench.fake.rows(of: "docs").count == 4)
  }

  @Test(arguments: ["2.3.5", "2.4.1"]) func `a cell without a member ends an old server`(
    version: String
  ) async throws {
    let bench = try Bench(version, SampleCollection("docs", [.numbers]))
    try await withFakeMilvus(bench.fake) { access in
      try await withMilvusClient(access) { client in
        var request = bench.sample.write(rows: [0, 1])
        request.edit("a") { $0.scalars.arrayData.data[0] = WireScalarField() }
        let bytes: [UInt8] = try request.serializedBytes()
        await #expect(throws: MilvusError.self) {
          try await client.callRaw("Insert", bytes, timeout: .seconds(10), attempt: "test")
        }
        await #expect(throws: MilvusError.self) { try await client.health() }
      }
    }
    #expect(bench.fake.isCrashed)
  }
}

extension ValueRuleTests.Spoiling {
  static let all: [Self] = [
    Self(what: "text too long", field: .sample("t", .varchar, ["max_length": "16"])) {
      $0.scalars.stringData.data[1] = Data(repeating: 0x61, count: 17)
    },
    Self(what: "Int8 out of range", field: .sample("i", .int8)) {
      $0.scalars.intData.data[1] = 128
    },
    Self(what: "NaN", field: .sample("f", .float)) { $0.scalars.floatData.data[1] = .nan },
    Self(what: "NaN in a vector", field: .sample("w", .floatVector, ["dim": "2"])) {
      $0.vectors.floatVector.data[1] = .nan
    },
    Self(what: "infinite half", field: .sample("w", .float16Vector, ["dim": "2"])) {
      $0.vectors.float16Vector[1] = 0x7C
    },
    Self(what: "NaN of the other half", field: .sample("w", .bfloat16Vector, ["dim": "2"])) {
      $0.vectors.bfloat16Vector.replaceSubrange(0...1, with: [0xC1, 0x7F])
    },
    Self(what: "vector too short", field: .sample("w", .floatVector, ["dim": "2"])) {
      $0.vectors.floatVector.data.removeLast()
    },
    Self(what: "other dimension", field: .sample("w", .floatVector, ["dim": "2"])) {
      $0.vectors.dim = 4
    },
    Self(what: "too few bytes", field: .sample("w", .int8Vector, ["dim": "4"])) {
      $0.vectors.int8Vector.removeLast()
    },
    Self(what: "unsorted sparse vector", field: .sample("w", .sparseFloatVector)) {
      let pair = Data([9, 0, 0, 0, 0, 0, 0, 0x3F])
      $0.vectors.sparseFloatVector.contents[1] = pair + pair
    },
    Self(what: "half a sparse pair", field: .sample("w", .sparseFloatVector)) {
      $0.vectors.sparseFloatVector.contents[1] = Data([9, 0, 0, 0])
    },
    Self(what: "too many elements", field: .numbers) {
      $0.scalars.arrayData.data[1].longData.data = Array(0...8)
    },
    Self(what: "other elements", field: .numbers) {
      $0.scalars.arrayData.data[1].doubleData.data = [1]
    },
    Self(what: "other element type", field: .numbers) { $0.scalars.arrayData.elementType = 11 },
    Self(what: "cell without a member", field: .numbers) {
      $0.scalars.arrayData.data[1] = WireScalarField()
    },
    Self(what: "null element", field: .numbers) {
      $0.scalars.arrayData.data[1].validData = [false]
    },
    Self(what: "no point in time", field: .sample("s", .timestamptz)) {
      $0.scalars.stringData.data[1] = Data("yesterday".utf8)
    },
  ]
}

extension WireFieldSchema {
  /// A short list of numbers.
  fileprivate static var numbers: WireFieldSchema {
    .sample("a", .array, ["max_capacity": "8"]) { $0.elementType = DataType.int64.rawValue }
  }
}
