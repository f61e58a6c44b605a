internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

/// The envelope rules, each on bytes that can be read by eye.
@Suite struct WriteRequestTests {
  private let target = CollectionAddress(name: "docs")
  private let keyRule = ColumnRule(name: "id", isPrimaryKey: true)

  @Test func `field ids go, the key comes first and values stay as they are`() throws {
    var number = column("n", type: 5, id: 101)
    number.scalars.longData.data = [7, 8]
    let request = try write([number, keys([1, 2])], [ColumnRule(name: "n"), keyRule])
    let idColumn: [UInt8] =
      [0x2A, 0x0E, 0x08, 0x05, 0x12, 0x02, 0x69, 0x64, 0x1A, 0x06, 0x1A, 0x04, 0x0A, 0x02, 1, 2]
    let numberColumn: [UInt8] =
      [0x2A, 0x0D, 0x08, 0x05, 0x12, 0x01, 0x6E, 0x1A, 0x06, 0x1A, 0x04, 0x0A, 0x02, 7, 8]
    let head: [UInt8] = Array("\u{12}\u{7}default\u{1A}\u{4}docs".utf8)
    #expect(request.bytes == head + idColumn + numberColumn + [0x38, 0x02])
  }

  @Test(
    arguments: [
      (1, 0x0A), (2, 0x12), (3, 0x12), (4, 0x12), (5, 0x1A), (10, 0x22), (11, 0x2A), (21, 0x32),
    ] as [(Int32, UInt8)])
  func `an empty array gets the member of its element type`(
    _ elementType: Int32, _ tag: UInt8
  ) throws {
    var arrays = column("a", type: 22, id: 101)
    arrays.scalars.arrayData.data = [WireScalarField()]
    let rule = ColumnRule(name: "a", elementType: DataType(rawValue: elementType))
    let request = try write([keys([1]), arrays], [keyRule, rule])
    // scalars { array_data { data { member {} } } }
    #expect(request.bytes.contains([0x1A, 0x06, 0x42, 0x04, 0x0A, 0x02, tag, 0x00]))
  }

  @Test func `an empty array whose element type nobody knows is refused`() throws {
    var arrays = column("a", type: 22, id: 101)
    arrays.scalars.arrayData.data = [WireScalarField()]
    try expectRefusal("\"a\"") {
      try write([keys([1]), arrays], [keyRule, ColumnRule(name: "a")])
    }
  }

  @Test(
    arguments: [([0x08, 0x02], [0x12, 0x00]), ([0x0A, 0x01, 0x07], [])] as [([UInt8], [UInt8])])
  func `only what is length-delimited is the member of a list of vectors`(
    _ cell: [UInt8], _ added: [UInt8]
  ) throws {
    var vectors = column("v", type: 106, id: 101)
    vectors.vectors.vectorArray.data = [try WireVectorField(serializedBytes: cell)]
    let rule = ColumnRule(name: "v", elementType: .floatVector)
    let request = try write([keys([1]), vectors], [keyRule, rule])
    let written = added + cell
    // vector_array { data { … } }
    let length = UInt8(written.count)
    #expect(request.bytes.contains([0x42, length + 2, 0x12, length] + written))
  }

  @Test func `a null for a field without nulls is refused with field and key`() throws {
    var number = column("n", type: 5, id: 101)
    number.scalars.longData.data = [7, 0, 0]
    number.validData = [true, false, false]
    let rule = ColumnRule(name: "n", wantsValidData: true)
    try expectRefusal("the row with key -20: field \"n\" is null", .invalidRow) {
      try write([keys([1, -20, 3]), number], [keyRule, rule])
    }
  }

  @Test func `validity is written for exactly the fields that want it`() throws {
    var number = column("n", type: 5, id: 101)
    number.scalars.longData.data = [7, 8]
    let wanted = try decoded(
      write([keys([1, 2]), number], [keyRule, ColumnRule(name: "n", isNullable: true)]))
    #expect(wanted.fieldsData[1].validData == [true, true])
    number.validData = [true, true]
    let unwanted = try decoded(write([keys([1, 2]), number], [keyRule, ColumnRule(name: "n")]))
    #expect(unwanted.fieldsData[1].validData.isEmpty)
  }

  @Test func `two lists of nulls that differ are an odd answer`() throws {
    var number = column("n", type: 5, id: 101)
    number.scalars.longData.data = [7, 8]
    number.validData = [true, false]
    number.scalars.validData = [false, true]
    let error = #expect(throws: MilvusError.self) {
      try write([keys([1, 2]), number], [keyRule, ColumnRule(name: "n", isNullable: true)])
    }
    #expect(error?.code == .unexpectedAnswer)
  }

  @Test(arguments: [1, 3]) func `a number of values that fits no form is an odd answer`(
    _ count: Int
  ) throws {
    var number = column("n", type: 5, id: 101)
    number.scalars.longData.data = [Int64](repeating: 7, count: count)
    number.validData = [true, true, false, false]
    let error = #expect(throws: MilvusError.self) {
      try write([keys([1, 2, 3, 4]), number], [keyRule, ColumnRule(name: "n", isNullable: true)])
    }
    #expect(error?.code == .unexpectedAnswer)
  }

  @Test func `columns are dropped only by rule and missing only if optional`() throws {
    let page = [keys([1]), column("bm25", type: 104, id: 101)]
    let dropping = [keyRule, ColumnRule(name: "bm25", use: .dropped), .dynamicField]
    #expect(try decoded(write(page, dropping)).fieldsData.map(\.fieldName) == ["id"])
    try expectRefusal("no place for column \"bm25\"") { try write(page, [keyRule]) }
    try expectRefusal("lacks field \"n\"") { try write(page, dropping + [ColumnRule(name: "n")]) }
    try expectRefusal("two rules") { try write(page, dropping + [keyRule]) }
  }

  @Test func `dynamic fields stay marked and a partition is named only if given`() throws {
    var meta = column("$meta", type: 23, id: 102)
    meta.isDynamic = true
    meta.scalars.jsonData.data = [Data("{\"a\": 1}".utf8)]
    let request = try decoded(write([keys([1]), meta], [keyRule, .dynamicField]))
    #expect(request.fieldsData[1].isDynamic)
    #expect(request.fieldsData[1].scalars.jsonData.data == [Data("{\"a\": 1}".utf8)])
    #expect(request.partitionName.isEmpty)
  }

  @Test func `dynamic fields that are overwritten go before everything else`() throws {
    let meta = dynamic(["{}"])
    var rule = ColumnRule.dynamicField
    rule.dynamicKeys = DynamicKeyRule(reserved: ["id"], areOverwritten: true)
    var number = column("n", type: 5, id: 101)
    number.scalars.longData.data = [7]
    let request = try decoded(
      write([keys([1]), number, meta], [ColumnRule(name: "n"), keyRule, rule]))
    #expect(request.fieldsData.map(\.fieldName) == ["$meta", "id", "n"])
    rule.dynamicKeys?.areOverwritten = false
    let other = try decoded(
      write([keys([1]), number, meta], [rule, ColumnRule(name: "n"), keyRule]))
    #expect(other.fieldsData.map(\.fieldName) == ["id", "$meta", "n"])
  }

  @Test func `a row whose dynamic field has a reserved name is refused with its key`() throws {
    let meta = dynamic([#"{"a":{"id":1}}"#, #"{"a":1,"\u0069d":2}"#, "{}"])
    var rule = ColumnRule.dynamicField
    #expect(try write([keys([1, 2, 3]), meta], [keyRule, rule]).rowCount == 3)
    rule.dynamicKeys = DynamicKeyRule(reserved: ["n", "id"], areOverwritten: false)
    try expectRefusal("the row with key 2: its undeclared field \"id\" has a name", .invalidRow) {
      try write([keys([1, 2, 3]), meta], [keyRule, rule])
    }
  }

  @Test func `an empty answer makes a request without rows`() throws {
    let empty = try write([keys([])], [keyRule, ColumnRule(name: "n")])
    #expect(empty.rowCount == 0)
    #expect(try write([], [keyRule]).rowCount == 0)
  }

  @Test func `an answer without keys, with keys of no key's type or with twins is odd`() throws {
    var flag = column("id", type: 1, id: 100)
    flag.scalars.boolData.data = [true]
    for columns in [[column("n", type: 5, id: 101)], [flag], [keys([1]), keys([1])]] {
      let error = #expect(throws: MilvusError.self) { try write(columns, [keyRule]) }
      #expect(error?.code == .unexpectedAnswer)
    }
  }

  private func column(_ name: String, type: Int32, id: Int64) -> WireFieldData {
    var column = WireFieldData()
    column.fieldName = name
    column.type = type
    column.fieldID = id
    return column
  }

  private func keys(_ keys: [Int64]) -> WireFieldData {
    var column = column("id", type: 5, id: 100)
    column.scalars.longData.data = keys
    return column
  }

  private func dynamic(_ texts: [String]) -> WireFieldData {
    var column = column("$meta", type: 23, id: 102)
    column.isDynamic = true
    column.scalars.jsonData.data = texts.map { Data($0.utf8) }
    return column
  }

  private func write(_ columns: [WireFieldData], _ rules: [ColumnRule]) throws -> WriteRequest {
    var answer = WireQueryResults()
    answer.fieldsData = columns
    let page = try RowPage(bytes: answer.serializedBytes(), keyField: "id")
    return try WriteRequest(page: page, collection: target, partition: nil, columns: rules)
  }

  private func decoded(_ request: WriteRequest) throws -> WireWriteRequest {
    try WireWriteRequest(serializedBytes: request.bytes)
  }

  private func expectRefusal(
    _ words: String, _ code: MilvusError.Code = .invalidRequest, _ body: () throws -> WriteRequest
  ) throws {
    let error = try #require(throws: MilvusError.self) { try body() }
    #expect(error.code == code)
    #expect(error.message.contains(words))
  }
}
