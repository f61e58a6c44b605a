internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

/// What must hold for an answer to a query, whole or not.
struct AnswerProperties {
  let bytes: [UInt8]
  let rules: [ColumnRule]

  private static let target = CollectionAddress(database: "shop", name: "docs")

  /// Columns of types that do not exist: they are carried, but nothing can tell their rows apart.
  private static let unknown: Set<ServerName> = ["elsewhere", "inside"]

  /// Does all that can be done with the answer.
  func check(expecting expected: [WireFieldData]?) throws {
    let page: RowPage
    do {
      page = try RowPage(bytes: bytes, keyField: "id")
    } catch {
      return try require(expected == nil, "a whole answer is refused: \(error)")
    }
    if let keys = try? page.keys() {
      try require(keys.count == page.rowCount, "\(keys.count) keys of \(page.rowCount) rows")
    }
    _ = page.columnDigests(columns: rules.map(\.name))
    let request: WriteRequest
    do {
      request = try WriteRequest(
        page: page, collection: Self.target, partition: "p", columns: rules)
    } catch {
      return try require(expected == nil, "a whole answer cannot be written: \(error)")
    }
    try check(request, of: page)
    guard let expected else { return }
    let columns = try WireWriteRequest(serializedBytes: request.bytes).fieldsData
    try require(columns == expected, "the request differs from the model")
  }

  private func check(_ request: WriteRequest, of page: RowPage) throws {
    // For each column its validity, its name and its lengths; two bytes for each empty array.
    let bound = 4 * page.byteCount + rules.count * (page.rowCount + 64) + 64
    try require(
      request.byteCount <= bound, "\(page.byteCount) bytes become \(request.byteCount)")
    // Values are not decoded on their way: those that were torn arrive torn.
    guard (try? WireQueryResults(serializedBytes: bytes)) != nil else { return }
    let decoded: WireWriteRequest
    do {
      decoded = try WireWriteRequest(serializedBytes: request.bytes)
    } catch {
      throw FuzzFault("the request cannot be read, but the answer can: \(error)")
    }
    try checkEnvelope(decoded, of: page)
    try checkContent(request, of: page, names: decoded.fieldsData.map { ServerName($0.fieldName) })
  }

  private func checkEnvelope(_ request: WireWriteRequest, of page: RowPage) throws {
    try require(
      request.dbName == "shop" && request.collectionName == "docs" && request.partitionName == "p",
      "the request goes elsewhere")
    try require(Int(request.numRows) == page.rowCount, "the request has another number of rows")
    let names = request.fieldsData.map { ServerName($0.fieldName) }
    let kept = Set(rules.filter { $0.use != .dropped }.map(\.name))
    try require(
      Set(names) == kept.intersection(page.columns.map(\.name)) && Set(names).count == names.count,
      "the request has columns \(names)")
    try require(!names.dropFirst().contains("id"), "the key does not come first")
    for column in request.fieldsData {
      try require(column.fieldID == 0, "column \"\(column.fieldName)\" has an id of the source")
      try require(
        column.validData.isEmpty || column.validData.count == page.rowCount,
        "column \"\(column.fieldName)\" speaks of \(column.validData.count) rows")
    }
  }

  /// Whoever reads the columns of the request as those of an answer finds the same rows.
  private func checkContent(_ request: WriteRequest, of page: RowPage, names: [ServerName]) throws {
    let names = names.filter { !Self.unknown.contains($0) }
    guard names.contains("id"),
      let before = try? page.rowDigests(columns: names, jsonByMeaning: true)
    else { return }
    let after: [RowDigest]
    do {
      after = try RowPage(bytes: Self.answer(withColumnsOf: request.bytes), keyField: "id")
        .rowDigests(columns: names, jsonByMeaning: true)
    } catch {
      throw FuzzFault("the request cannot be read as an answer: \(error)")
    }
    let changed = names.indices.filter { column in
      before.map { $0.fields[column] } != after.map { $0.fields[column] }
    }
    try require(before == after, "the request changes \(changed.map { names[$0] })")
  }

  private static func answer(withColumnsOf request: [UInt8]) throws(MilvusError) -> [UInt8] {
    var writer = WireWriter()
    var reader = WireReader(0..<request.count)
    while let field = try reader.next(in: request.span.bytes) {
      if field.number == 5 { writer.slice(2, field.content) }
    }
    return writer.assemble(copying: request)
  }
}
