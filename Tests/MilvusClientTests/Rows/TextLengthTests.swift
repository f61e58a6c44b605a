internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

/// How long texts of a page are, as servers count.
@Suite struct TextLengthTests {
  @Test(arguments: [(TextUnit.bytes, [0, 3, 6, 4, 6]), (.characters, [0, 3, 2, 1, 5])])
  func `texts are counted in bytes or in characters`(unit: TextUnit, lengths: [Int]) throws {
    let texts = ["", "abc", "語語", "😀", "cafe\u{301}"]
    #expect(try page(texts: texts).textLengths(of: "s", in: unit) == lengths)
  }

  @Test func `of an array the longest text counts`() throws {
    let page = try page(arrays: [["a", "語語", "bc"], []])
    #expect(try page.textLengths(of: "a", in: .bytes) == [6, 0])
    #expect(try page.textLengths(of: "a", in: .characters) == [2, 0])
  }

  @Test func `a column that is not there has no texts`() throws {
    #expect(try page(texts: ["a"]).textLengths(of: "b", in: .bytes).isEmpty)
  }

  private func page(texts: [String] = [], arrays: [[String]] = []) throws -> RowPage {
    var columns = [column("id", type: 5), column("s", type: 21), column("a", type: 22)]
    columns[0].scalars.longData.data = (0..<max(texts.count, arrays.count)).map(Int64.init)
    columns[1].scalars.stringData.data = texts.map { Data($0.utf8) }
    columns[2].scalars.arrayData.data = arrays.map { texts in
      WireScalarField.with { $0.stringData.data = texts.map { Data($0.utf8) } }
    }
    var answer = WireQueryResults()
    answer.fieldsData = columns
    return try RowPage(bytes: answer.serializedBytes(), keyField: "id")
  }

  private func column(_ name: String, type: Int32) -> WireFieldData {
    WireFieldData.with {
      $0.fieldName = name
      $0.type = type
    }
  }
}
