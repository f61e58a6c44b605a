internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Which rows have a value.
@Suite struct ValidityRuleTests {
  private func bench(_ version: String) throws -> Bench {
    try Bench(
      version,
      SampleCollection(
        "docs",
        [
          .sample("n", .int64) { $0.nullable = true },
          .sample("d", .int64) { $0.defaultValue.longData = 7 }, .sample("p", .int64),
        ]))
  }

  @Test func `nulls are left out of the values, and told of each row`() throws {
    let bench = try bench("2.5.4")
    #expect(try bench.code() == nil)
    let rows = bench.fake.rows(of: "docs")
    #expect(rows.map { $0.cells["n"] == nil } == [false, false, false, true])
    #expect(rows.map { $0.cells["d"] == [7] } == [false, false, false, true])
  }

  @Test func `placeholders for nulls are refused`() throws {
    let code = try bench("2.5.4").code { $0.edit("n") { $0.scalars.longData.data = [1, 2, 3, 0] } }
    #expect(code == 1100)
  }

  @Test(arguments: ["n", "d"]) func `a list of another length is refused`(field: String) throws {
    let code = try bench("2.5.4").code { $0.edit(field) { $0.validData.removeLast() } }
    #expect(code == 1100)
  }

  @Test(arguments: [("2.5.4", 1100), ("2.6.11", 1100), ("2.6.12", nil)] as [(String, Int32?)])
  func `a default value without a list of rows`(version: String, code: Int32?) throws {
    let answer = try bench(version).code {
      $0.edit("d") {
        $0.validData = []
        $0.scalars.longData.data = [1, 2, 3, 4]
      }
    }
    #expect(answer == code)
  }

  @Test func `a nullable field without a list of rows is refused`() throws {
    let code = try bench("2.6.18").code {
      $0.edit("n") {
        $0.validData = []
        $0.scalars.longData.data = [1, 2, 3, 4]
      }
    }
    #expect(code == 1100)
  }

  @Test func `a list of rows is refused where no row may be without a value`() throws {
    let code = try bench("2.6.18").code {
      $0.edit("p") { $0.validData = [true, true, true, true] }
    }
    #expect(code == 1100)
  }

  @Test func `a second list inside the values is refused`() throws {
    let code = try bench("3.0.0").code {
      $0.edit("n") { $0.scalars.validData = [true, true, true, false] }
    }
    #expect(code == 1100)
  }

  @Test func `old releases drop what they do not know of a schema, and the list with it`() throws {
    let bench = try bench("2.4.1")
    let described = try bench.describe().schema
    #expect(described.fields.allSatisfy { !$0.nullable && !$0.hasDefaultValue })
    #expect(try bench.code() == 1100)
  }
}

extension Bench {
  /// What the server says about its collection.
  func describe() throws -> WireDescribeCollectionResponse {
    let answer = try fake.perform(
      "DescribeCollection", WireCollectionRequest.with { $0.collectionName = sample.name })
    return try WireDescribeCollectionResponse(serializedBytes: answer)
  }
}
