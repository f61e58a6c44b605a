internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

/// Values of a page as searches take them.
@Suite struct StoredValueTests {
  private func page(_ column: WireFieldData, keys: [Int64] = [1, 2, 3]) throws -> RowPage {
    let answer = WireQueryResults.with {
      $0.fieldsData = [
        .with {
          $0.fieldName = "id"
          $0.type = 5
          $0.scalars.longData.data = keys
        }, column,
      ]
    }
    return try RowPage(bytes: try answer.serializedBytes(), keyField: "id")
  }

  private func column(_ edit: (inout WireFieldData) -> Void) -> WireFieldData {
    .with {
      $0.fieldName = "v"
      edit(&$0)
    }
  }

  @Test func `dense vectors are cut by their dimension`() throws {
    let values = try page(
      column {
        $0.vectors.dim = 2
        $0.vectors.floatVector.data = [1, 2, 3, 4, 5, 6]
      }
    ).values(of: "v")
    #expect(values.map { $0?.count } == [8, 8, 8])
    #expect(values[1] == [0, 0, 64, 64, 0, 0, 128, 64])
  }

  @Test func `vectors of rows without one are left out of the column`() throws {
    let values = try page(
      column {
        $0.vectors.dim = 8
        $0.vectors.binaryVector = Data([0xF0, 0x0F])
        $0.validData = [true, false, true]
      }
    ).values(of: "v")
    #expect(values == [[0xF0], nil, [0x0F]])
  }

  @Test func `texts of rows without one have a placeholder`() throws {
    let values = try page(
      column {
        $0.scalars.stringData.data = [Data("a".utf8), Data(), Data("c".utf8)]
        $0.validData = [true, false, true]
      }
    ).values(of: "v")
    #expect(values == [Array("a".utf8), nil, Array("c".utf8)])
  }

  @Test func `a column that is not there has no values`() throws {
    #expect(
      try page(column { $0.scalars.boolData.data = [true, true, true] }).values(of: "w")
        == [nil, nil, nil])
  }

  @Test func `another number of values than rows is an error`() throws {
    let torn = try page(
      column {
        $0.vectors.dim = 8
        $0.vectors.binaryVector = Data([1, 2])
      })
    #expect(throws: MilvusError.self) { try torn.values(of: "v") }
  }
}
