internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// The columns of a write.
@Suite struct ColumnRuleTests {
  private func bench(_ version: String = "2.6.18") throws -> Bench {
    try Bench(
      version,
      SampleCollection(
        "docs", [.sample("n", .int64), .sample("t", .varchar, ["max_length": "64"])]))
  }

  @Test(arguments: ["2.3.5", "2.4.1", "2.5.4", "2.6.18", "3.0.0"])
  func `a write by the rules is taken`(version: String) throws {
    #expect(try bench(version).code() == nil)
    #expect(try bench(version).code("Upsert") == nil)
  }

  @Test func `a column that the collection lacks is refused`() throws {
    #expect(try bench().code { $0.edit("n") { $0.fieldName = "m" } } == 1100)
  }

  @Test func `a column that is left out is refused`() throws {
    #expect(try bench().code { $0.fieldsData.removeAll { $0.fieldName == "n" } } == 1100)
  }

  @Test func `a column that comes twice is refused`() throws {
    #expect(try bench().code { $0.fieldsData.append($0.fieldsData[1]) } == 1100)
  }

  @Test func `a number of rows that is not that of a column is refused`() throws {
    #expect(try bench().code { $0.numRows = 3 } == 1100)
    #expect(try bench().code { $0.numRows = 0 } == 1100)
  }

  @Test func `a column of another type is refused`() throws {
    let code = try bench().code {
      $0.edit("n") {
        $0.type = DataType.double.rawValue
        $0.scalars.doubleData.data = [1, 2, 3, 4]
      }
    }
    #expect(code == 1100)
  }

  @Test func `a type that is not said is filled in, values of another kind are refused`() throws {
    #expect(try bench().code { $0.edit("n") { $0.type = 0 } } == nil)
    let code = try bench().code { $0.edit("n") { $0.scalars.doubleData.data = [1, 2, 3, 4] } }
    #expect(code == 1100)
  }

  @Test func `an unknown collection and an unknown partition are refused`() throws {
    #expect(try bench().code { $0.collectionName = "other" } == 100)
    #expect(try bench().code { $0.partitionName = "other" } == 200)
  }

  @Test func `a partition is not named where a key chooses it`() throws {
    let bench = try Bench(
      "2.6.18", SampleCollection("docs", [.sample("k", .int64) { $0.isPartitionKey = true }]))
    #expect(try bench.code() == nil)
    #expect(try bench.code { $0.partitionName = "_default_0" } == 65535)
  }

  @Test func `the dynamic column has to say that it is dynamic`() throws {
    let bench = try Bench("2.3.5", SampleCollection("docs") { $0.enableDynamicField = true })
    #expect(try bench.code() == nil)
    #expect(try bench.code { $0.edit("$meta") { $0.isDynamic = false } } == 1100)
    #expect(try bench.code { $0.fieldsData.removeLast() } == nil)
  }

  @Test(arguments: [("2.3.5", nil), ("2.4.1", 1100), ("3.0.0", 1100)] as [(String, Int32?)])
  func `an undeclared field with the name of a declared one`(version: String, code: Int32?) throws {
    let bench = try Bench(version, SampleCollection("docs") { $0.enableDynamicField = true })
    let answer = try bench.code {
      $0.edit("$meta") {
        $0.scalars.jsonData.data = Array(repeating: Data("{\"v\": 1}".utf8), count: 4)
      }
    }
    #expect(answer == code)
  }

  @Test func `outputs of functions are refused`() throws {
    let bench = try Bench("2.5.4", .withBM25)
    #expect(try bench.code() == nil)
    let code = try bench.code {
      $0.fieldsData.append(
        .with {
          $0.type = DataType.sparseFloatVector.rawValue
          $0.fieldName = "words"
          $0.vectors.sparseFloatVector.contents = Array(repeating: Data(), count: 4)
        })
    }
    #expect(code == 1100)
  }

  @Test func `structs have all their fields, in lists of one length`() throws {
    let bench = try Bench("2.6.18", .withStructs)
    #expect(try bench.code() == nil)
    #expect(try bench.code { $0.edit("parts") { $0.structArrays.fields.removeLast() } } == 1100)
    let code = try bench.code {
      $0.edit("parts") { $0.structArrays.fields[0].scalars.arrayData.data.swapAt(0, 1) }
    }
    #expect(code == 1100)
  }
}

extension SampleCollection {
  /// A text whose words are weighed by a function.
  static var withBM25: SampleCollection {
    SampleCollection(
      "docs",
      [
        .sample("t", .varchar, ["max_length": "64", "enable_analyzer": "true"]),
        .sample("words", .sparseFloatVector),
      ]
    ) {
      $0.functions = [
        .with {
          $0.name = "weigh"
          $0.type = 1
          $0.inputFieldNames = ["t"]
          $0.outputFieldNames = ["words"]
        }
      ]
    }
  }

  /// A list of structs of a number and a vector each.
  static var withStructs: SampleCollection {
    SampleCollection("docs") {
      $0.structArrayFields = [
        .with {
          $0.name = "parts"
          $0.fields = [
            .sample("n", .array, ["max_capacity": "8"]) { $0.elementType = 5 },
            .sample("e", .arrayOfVector, ["max_capacity": "8", "dim": "2"]) {
              $0.elementType = 101
            },
          ]
        }
      ]
    }
  }
}
