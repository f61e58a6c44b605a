internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Which pages of two servers count as equal, and which rows differ.
@Suite struct RowDigestTests {
  private static let unknown: Set<ServerName> = ["elsewhere", "inside"]

  @Test func `rows are equal whatever form the answer has`() throws {
    for seed in UInt64(1)...60 {
      var generator = SeededGenerator(seed: seed)
      let random = try RandomPage(using: &generator)
      let names = random.rules.map(\.name).filter { !Self.unknown.contains($0) }
      let one = try Self.page(random.answer).rowDigests(columns: names, jsonByMeaning: false)
      let other = try Self.page(random.twin).rowDigests(columns: names, jsonByMeaning: false)
      try #require(one == other, "seed \(seed)")
      try #require(one.map(\.key) == random.keys, "seed \(seed)")
    }
  }

  @Test func `equal columns of two pages mean equal rows`() throws {
    for seed in UInt64(1)...60 {
      var generator = SeededGenerator(seed: seed)
      let random = try RandomPage(using: &generator)
      let names = random.rules.map(\.name).filter { $0 != "elsewhere" }
      let same = try #require(try Self.page(random.answer).columnDigests(columns: names))
      var shuffled = random.answer
      for index in shuffled.fieldsData.indices { shuffled.fieldsData[index].fieldID = 9 }
      shuffled.fieldsData.shuffle(using: &generator)
      try #require(try Self.page(shuffled).columnDigests(columns: names) == same, "seed \(seed)")
    }
  }

  @Test func `one changed value is found by column, by row and by field`() throws {
    var answer = Self.table(vectors: [1, 2, 3, 4], texts: ["a", "b"])
    let before = try Self.page(answer)
    answer = Self.table(vectors: [1, 2, 3, 5], texts: ["a", "b"])
    let after = try Self.page(answer)
    let names: [ServerName] = ["id", "v", "t"]
    let columns = try #require(before.columnDigests(columns: names))
    let changed = try #require(after.columnDigests(columns: names))
    #expect(names.filter { columns[$0] != changed[$0] } == ["v"])
    let rows = try before.rowDigests(columns: names, jsonByMeaning: true)
    let changedRows = try after.rowDigests(columns: names, jsonByMeaning: true)
    #expect(rows[0] == changedRows[0])
    #expect(rows[1].whole != changedRows[1].whole)
    #expect(zip(rows[1].fields, changedRows[1].fields).map { $0 == $1 } == [true, false, true])
  }

  @Test func `JSON is compared by bytes or by meaning, as asked`() throws {
    let one = try Self.page(Self.documents(["{\"a\":1,\"b\":2}", "null", "{}", "{"]))
    let other = try Self.page(Self.documents(["{\"b\": 2, \"a\": 1}", nil, "{ }", "{"]))
    let byBytes = try Self.pairs(one, other, jsonByMeaning: false)
    #expect(byBytes == [false, false, false, true])
    #expect(try Self.pairs(one, other, jsonByMeaning: true) == [true, true, true, true])
  }

  @Test func `no undeclared fields are the same in every form`() throws {
    var one = Self.documents(["null", "{}", " { } ", nil])
    var other = Self.documents(["{}", nil, "{\"a\":1}", "{}"])
    #expect(
      try Self.pairs(Self.page(one), Self.page(other), jsonByMeaning: true)
        == [false, false, false, false])
    one.fieldsData[1].isDynamic = true
    other.fieldsData[1].isDynamic = true
    #expect(
      try Self.pairs(Self.page(one), Self.page(other), jsonByMeaning: true)
        == [true, true, false, true])
  }

  @Test func `shapes are compared by what they mean`() throws {
    let one = try Self.page(Self.shapes(["POINT (1 2)", "POINT (1 2)", "?", "POINT EMPTY"]))
    let other = try Self.page(Self.shapes(["POINT(1.0 2)", "POINT(1 3)", "? ", "point empty"]))
    #expect(one.columnDigests(columns: ["j"]) != other.columnDigests(columns: ["j"]))
    #expect(try Self.pairs(one, other, jsonByMeaning: false) == [true, false, false, true])
  }

  @Test func `points in time are compared by the instant, plain texts by their bytes`() throws {
    let one = ["2024-05-01T12:00:00+08:00", "2024-05-01T12:00:00Z", "soon"]
    let other = ["2024-05-01T04:00:00.000Z", "2024-05-01T12:00:01Z", "soon"]
    let instants = try [one, other].map { try Self.page(Self.texts($0, type: 26)) }
    #expect(try Self.pairs(instants[0], instants[1], jsonByMeaning: false) == [true, false, true])
    let texts = try [one, other].map { try Self.page(Self.texts($0, type: 21)) }
    #expect(try Self.pairs(texts[0], texts[1], jsonByMeaning: false) == [false, false, true])
  }

  @Test func `a form is not the text that spells it`() throws {
    let one = try Self.page(Self.texts(["2024-05-01T12:00:00Z"], type: 26))
    let other = try Self.page(Self.texts(["1714564800"], type: 26))
    #expect(try Self.pairs(one, other, jsonByMeaning: false) == [false])
  }

  @Test func `every NaN is the same number, and minus zero is not zero`() throws {
    let quiet = Double(bitPattern: 0xFFF8_0000_0000_0001)
    let one = try Self.page(Self.numbers([.nan, .nan, 0, 1]))
    let other = try Self.page(Self.numbers([quiet, 1, -0.0, 1]))
    #expect(try Self.pairs(one, other, jsonByMeaning: false) == [true, false, false, true])
  }

  @Test func `a null is neither zero nor empty`() throws {
    let null = try Self.page(Self.documents([nil]))
    let empty = try Self.page(Self.documents([""]))
    #expect(try Self.pairs(null, empty, jsonByMeaning: true) == [false])
    #expect(null.columnDigests(columns: ["j"]) != empty.columnDigests(columns: ["j"]))
  }

  @Test func `a column that is missing or unknown has no digest`() throws {
    let page = try Self.page(Self.table(vectors: [1, 2], texts: ["a"]))
    #expect(page.columnDigests(columns: ["id", "nowhere"]) == nil)
    #expect(throws: MilvusError.self) {
      try page.rowDigests(columns: ["nowhere"], jsonByMeaning: true)
    }
  }

  private static func page(_ answer: WireQueryResults) throws -> RowPage {
    try RowPage(bytes: answer.serializedBytes(), keyField: "id")
  }

  private static func pairs(
    _ one: RowPage, _ other: RowPage, jsonByMeaning: Bool
  ) throws -> [Bool] {
    let left = try one.rowDigests(columns: ["j"], jsonByMeaning: jsonByMeaning)
    let right = try other.rowDigests(columns: ["j"], jsonByMeaning: jsonByMeaning)
    return zip(left, right).map { $0.whole == $1.whole }
  }

  private static func keys(_ count: Int) -> WireFieldData {
    var keys = WireFieldData()
    keys.fieldName = "id"
    keys.scalars.longData.data = (0..<count).map(Int64.init)
    return keys
  }

  private static func table(vectors: [Float], texts: [String]) -> WireQueryResults {
    var vector = WireFieldData()
    vector.fieldName = "v"
    vector.vectors.dim = 2
    vector.vectors.floatVector.data = vectors
    var text = WireFieldData()
    text.fieldName = "t"
    text.scalars.stringData.data = texts.map { Data($0.utf8) }
    var answer = WireQueryResults()
    answer.fieldsData = [keys(texts.count), vector, text]
    return answer
  }

  private static func shapes(_ texts: [String]) -> WireQueryResults {
    var shapes = WireFieldData()
    (shapes.fieldName, shapes.type) = ("j", 24)
    shapes.scalars.geometryWktData.data = texts.map { Data($0.utf8) }
    var answer = WireQueryResults()
    answer.fieldsData = [keys(texts.count), shapes]
    return answer
  }

  private static func texts(_ texts: [String], type: Int32) -> WireQueryResults {
    var column = WireFieldData()
    (column.fieldName, column.type) = ("j", type)
    column.scalars.stringData.data = texts.map { Data($0.utf8) }
    var answer = WireQueryResults()
    answer.fieldsData = [keys(texts.count), column]
    return answer
  }

  private static func numbers(_ numbers: [Double]) -> WireQueryResults {
    var column = WireFieldData()
    column.fieldName = "j"
    column.scalars.doubleData.data = numbers
    var answer = WireQueryResults()
    answer.fieldsData = [keys(numbers.count), column]
    return answer
  }

  private static func documents(_ texts: [String?]) -> WireQueryResults {
    var documents = WireFieldData()
    documents.fieldName = "j"
    documents.scalars.jsonData.data = texts.compactMap { $0.map { Data($0.utf8) } }
    if texts.contains(nil) { documents.validData = texts.map { $0 != nil } }
    var answer = WireQueryResults()
    answer.fieldsData = [keys(texts.count), documents]
    return answer
  }
}
