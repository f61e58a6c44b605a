internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// The shapes in which releases answer.
@Suite struct AnswerShapeTests {
  private static let sample = SampleCollection(
    "docs",
    [
      .sample("n", .int64) { $0.nullable = true },
      .sample("a", .array, ["max_capacity": "8"]) { $0.elementType = DataType.int64.rawValue },
      .sample("t", .varchar, ["max_length": "64"]),
    ])

  private func answer(_ version: String, _ names: [String]) throws -> WireQueryResults {
    let bench = try Bench(version, version < "2.5" ? Self.plain : Self.sample, isFilled: true)
    return try bench.query {
      $0.expr = "id <= -48"
      $0.outputFields = names
    }
  }

  private static var plain: SampleCollection {
    SampleCollection(
      "docs",
      [
        .sample("a", .array, ["max_capacity": "8"]) { $0.elementType = DataType.int64.rawValue },
        .sample("t", .varchar, ["max_length": "64"]),
      ])
  }

  @Test(arguments: ["2.3.5", "2.4.1", "2.5.4", "2.6.18", "3.0.0"])
  func `columns carry the ids of their fields`(version: String) throws {
    let columns = try answer(version, ["id", "t"]).fieldsData
    #expect(columns.map(\.fieldID).allSatisfy { $0 >= 100 })
    #expect(Set(columns.map(\.fieldName)) == ["id", "t"])
  }

  @Test(arguments: [
    ("2.3.5", false), ("2.4.1", false), ("2.5.23", false), ("2.5.24", true), ("2.6.6", false),
    ("2.6.7", true), ("3.0.0", true),
  ])
  func `an empty array names its type on newer releases`(version: String, isTyped: Bool) throws {
    let columns = try answer(version, ["id", "a"]).fieldsData
    let array = try #require(columns.first { $0.fieldName == "a" }).scalars.arrayData
    let empty = array.data.filter { $0.longData.data.isEmpty }
    #expect(!empty.isEmpty)
    #expect(empty.allSatisfy { ($0.data != nil) == isTyped })
    #expect(array.elementType == DataType.int64.rawValue)
  }

  @Test(arguments: [("2.5.4", false), ("3.0.0", true)])
  func `nulls have placeholders in answers`(version: String, isSaidTwice: Bool) throws {
    let results = try answer(version, ["id", "n"])
    let keys = try #require(results.fieldsData.first { $0.fieldName == "id" }).scalars.longData.data
    let column = try #require(results.fieldsData.first { $0.fieldName == "n" })
    #expect(column.scalars.longData.data.count == keys.count)
    #expect(column.validData == keys.map { $0 != -51 })
    #expect(column.scalars.validData == (isSaidTwice ? column.validData : []))
  }

  @Test func `null vectors have none`() throws {
    let sample = SampleCollection(
      "docs", [.sample("w", .floatVector, ["dim": "2"]) { $0.nullable = true }])
    let bench = try Bench("2.6.18", sample, isFilled: true)
    let column = try #require(
      bench.query {
        $0.expr = "id <= -48"
        $0.outputFields = ["id", "w"]
      }.fieldsData.first { $0.fieldName == "w" })
    #expect(column.validData.count { $0 } == 4)
    #expect(column.validData.count == 5)
    #expect(column.vectors.floatVector.data.count == 8)
  }

  @Test(arguments: [("2.5.3", false), ("2.5.4", true), ("2.6.0", true)])
  func `newer releases name the key`(version: String, isNamed: Bool) throws {
    let results = try answer(version, ["id"])
    #expect(results.unknownFields.data.isEmpty != isNamed)
  }

  @Test(arguments: [("2.4.1", false), ("2.5.0", true)])
  func `only an iterator without a timestamp is told one`(version: String, isTold: Bool) throws {
    let bench = try Bench(version, SampleCollection("docs"), isFilled: true)
    let told = try bench.query {
      $0.set("limit", "10")
      $0.set("iterator", "True")
    }
    #expect((told.sessionTs != 0) == isTold)
    #expect(try bench.query { $0.set("limit", "10") }.sessionTs == 0)
    let pinned = try bench.query {
      $0.set("limit", "10")
      $0.set("iterator", "True")
      $0.guaranteeTimestamp = told.sessionTs + 1
    }
    #expect(pinned.sessionTs == 0)
  }

  @Test func `columns of 2.3 come in no order`() throws {
    let bench = try Bench("2.3.5", Self.plain, isFilled: true)
    let orders = try (1...20).map { upper in
      try bench.query {
        $0.expr = "id <= \(upper)"
        $0.outputFields = ["id", "v", "a", "t"]
      }.fieldsData.map(\.fieldName)
    }
    #expect(Set(orders).count > 1)
  }

  @Test func `an answer without rows has all columns`() throws {
    let results = try Bench("2.6.18", Self.sample, isFilled: true).query {
      $0.expr = "id > 5000"
      $0.outputFields = ["id", "v", "a", "t", "n"]
    }
    #expect(results.fieldsData.count == 5)
    #expect(results.fieldsData.allSatisfy { $0.field != nil })
  }

  @Test func `outputs of BM25 are not shown`() throws {
    let bench = try Bench("2.5.4", .withBM25, isFilled: true)
    let code = try refusalCode {
      _ = try bench.query {
        $0.expr = "id <= 5"
        $0.outputFields = ["id", "words"]
      }
    }
    #expect(code == 65535)
  }

  @Test func `what was written comes back byte for byte`() throws {
    let bench = try Bench("2.6.18", .withStructs, isFilled: true)
    let written = bench.sample.write(rows: [1, 2, 3])
    var read = try bench.query {
      $0.expr = "id in [-57, -54, -51]"
      $0.outputFields = ["id", "v", "parts"]
      $0.set("iterator", "True")
    }.fieldsData
    for index in read.indices {
      read[index].fieldID = 0
      for inner in read[index].structArrays.fields.indices where index == 2 {
        read[index].structArrays.fields[inner].fieldID = 0
      }
    }
    #expect(read == written.fieldsData)
  }
}
