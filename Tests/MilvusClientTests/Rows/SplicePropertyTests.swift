internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// The splice against a model that decodes: whatever form an answer has, the request says the same.
@Suite struct SplicePropertyTests {
  private let target = CollectionAddress(database: "shop", name: "docs")

  @Test func `every kind of column arrives as the target wants it`() throws {
    for seed in UInt64(1)...200 {
      var generator = SeededGenerator(seed: seed)
      let random = try RandomPage(using: &generator)
      let page = try RowPage(bytes: random.answer.serializedBytes(), keyField: "id")
      let request = try WriteRequest(
        page: page, collection: target, partition: "p1", columns: random.rules)
      let decoded = try WireWriteRequest(serializedBytes: request.bytes)
      try #require(decoded.fieldsData.count == random.expected.count, "seed \(seed)")
      for (column, expected) in zip(decoded.fieldsData, random.expected) {
        try #require(column == expected, "seed \(seed), column \(expected.fieldName)")
      }
      try #require(decoded.dbName == "shop" && decoded.collectionName == "docs", "seed \(seed)")
      try #require(decoded.partitionName == "p1", "seed \(seed)")
      try #require(decoded.numRows == UInt32(random.keys.count), "seed \(seed)")
      try #require(request.rowCount == random.keys.count, "seed \(seed)")
    }
  }

  @Test func `a page knows its keys, its size and its timestamp`() throws {
    for seed in UInt64(1)...50 {
      var generator = SeededGenerator(seed: seed)
      let random = try RandomPage(using: &generator, kinds: [])
      let bytes: [UInt8] = try random.answer.serializedBytes()
      let page = try RowPage(bytes: bytes, keyField: "id")
      try #require(try page.keys() == random.keys, "seed \(seed)")
      try #require(page.rowCount == random.keys.count, "seed \(seed)")
      try #require(page.sessionTimestamp == random.answer.sessionTs, "seed \(seed)")
      try #require(page.byteCount == bytes.count, "seed \(seed)")
    }
  }

  @Test func `bytes that were cut or changed end in an error at worst`() throws {
    for seed in UInt64(1)...40 {
      var generator = SeededGenerator(seed: seed)
      let kinds = ColumnKind.all.shuffled(using: &generator).prefix(3)
      let random = try RandomPage(using: &generator, maximumRows: 3, kinds: Array(kinds))
      let bytes: [UInt8] = try random.answer.serializedBytes()
      var parsed = 0
      for _ in 0..<500 {
        if use(Self.damaged(bytes, using: &generator), rules: random.rules) { parsed += 1 }
      }
      // Neither all that is damaged is noticed at once, nor nothing.
      #expect((1..<500).contains(parsed), "seed \(seed): \(parsed) of 500 pages can be read")
    }
  }

  /// Does all that can be done with a page, if the bytes are one; what it throws does not matter here.
  private func use(_ bytes: [UInt8], rules: [ColumnRule]) -> Bool {
    guard let page = try? RowPage(bytes: bytes, keyField: "id") else { return false }
    let names = page.columns.map(\.name)
    _ = try? page.keys()
    _ = try? WriteRequest(page: page, collection: target, partition: nil, columns: rules)
    _ = page.columnDigests(columns: names)
    _ = try? page.rowDigests(columns: names, jsonByMeaning: true)
    return true
  }

  private static func damaged(
    _ bytes: [UInt8], using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0...4, using: &generator) {
      case 0: bytes.removeSubrange(place...)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      case 3: bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], at: place)
      default: bytes.remove(at: place)
      }
    }
    return bytes
  }
}
