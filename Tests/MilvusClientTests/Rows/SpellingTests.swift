import MilvusClient
import MilvusWire
import SwiftProtobuf
import Testing

/// Columns whose names Swift takes for the same text.
@Suite struct SpellingTests {
  private static let spellings: [ServerName] = ["caf\u{e9}", "cafe\u{301}"]

  private static func page() throws -> RowPage {
    let answer = WireQueryResults.with {
      $0.fieldsData = [column("id", [1, 2])]
      $0.fieldsData += [column(spellings[0], [10, 20]), column(spellings[1], [77, 88])]
    }
    return try RowPage(bytes: answer.serializedBytes(), keyField: "id")
  }

  private static func column(_ name: ServerName, _ numbers: [Int64]) -> WireFieldData {
    .with {
      $0.type = DataType.int64.rawValue
      $0.fieldName = name.text
      $0.scalars.longData.data = numbers
    }
  }

  @Test func `each column is written with its own values`() throws {
    let rules = ["id"] + Self.spellings.reversed()
    let request = try WriteRequest(
      page: Self.page(), collection: CollectionAddress(name: "docs"), partition: nil,
      columns: rules.map { ColumnRule(name: $0, isPrimaryKey: $0 == "id") })
    let written = try WireWriteRequest(serializedBytes: request.bytes).fieldsData
    #expect(written.map { ServerName($0.fieldName) } == rules)
    #expect(written.map(\.scalars.longData.data) == [[1, 2], [77, 88], [10, 20]])
  }

  @Test func `a changed value is found in its own column`() throws {
    let digests = try #require(try Self.page().columnDigests(columns: Self.spellings))
    #expect(digests.count == 2)
    #expect(digests[Self.spellings[0]] != digests[Self.spellings[1]])
  }

  @Test func `a field is looked up by its bytes`() {
    var wire = WireCollectionSchema()
    wire.fields = Self.spellings.enumerated().map { place, name in
      .with {
        $0.name = name.text
        $0.dataType = place == 0 ? DataType.int64.rawValue : DataType.varchar.rawValue
      }
    }
    let schema = CollectionSchema(wire: wire)
    #expect(Self.spellings.map { schema.field(named: $0)?.type } == [.int64, .varchar])
    wire.fields.removeLast()
    let fewer = CollectionSchema(wire: wire)
    #expect(fewer.differences(from: schema).map(\.part) == [.field(Self.spellings[1])])
  }
}
