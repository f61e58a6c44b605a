internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Parts of a page hold what the page holds of their rows.
@Suite struct PagePartTests {
  @Test func `parts have the rows of the whole, whatever its form`() throws {
    for seed in UInt64(1)...200 {
      var generator = SeededGenerator(seed: seed)
      let page = try Self.page(using: &generator)
      let names = page.columns.map(\.name)
      let whole = try page.rowDigests(columns: names, jsonByMeaning: false)
      let middle = Int.random(in: 0...page.rowCount, using: &generator)
      var parts: [RowDigest] = []
      for rows in [0..<middle, middle..<page.rowCount] where !rows.isEmpty {
        let part = try page.part(rows)
        try #require(part.rowCount == rows.count, "seed \(seed)")
        try #require(part.sessionTimestamp == page.sessionTimestamp, "seed \(seed)")
        try #require(part.columns.map(\.name) == names, "seed \(seed)")
        parts += try part.rowDigests(columns: names, jsonByMeaning: false)
      }
      try #require(parts == whole, "seed \(seed)")
    }
  }

  @Test func `a part of a part is a part`() throws {
    for seed in UInt64(1)...50 {
      var generator = SeededGenerator(seed: seed)
      let page = try Self.page(using: &generator)
      guard page.rowCount > 3 else { continue }
      let names = page.columns.map(\.name)
      let inner = try page.part(1..<page.rowCount).part(1..<page.rowCount - 1)
      let direct = try page.part(2..<page.rowCount)
      #expect(
        try inner.rowDigests(columns: names, jsonByMeaning: false)
          == direct.rowDigests(columns: names, jsonByMeaning: false), "seed \(seed)")
    }
  }

  @Test func `a part is written as the same rows of the whole are`() throws {
    for seed in UInt64(1)...100 {
      var generator = SeededGenerator(seed: seed)
      let random = try RandomPage(using: &generator)
      let page = try Self.page(of: random.answer)
      guard page.rowCount > 0 else { continue }
      let row = Int.random(in: 0..<page.rowCount, using: &generator)
      let rules = random.rules.filter { page.column($0.name) != nil }
      let request = try WriteRequest(
        page: try page.part(row..<row + 1), collection: CollectionAddress(name: "docs"),
        partition: nil, columns: rules)
      let decoded = try WireWriteRequest(serializedBytes: request.bytes)
      let whole = try WireWriteRequest(
        serializedBytes: try WriteRequest(
          page: page, collection: CollectionAddress(name: "docs"), partition: nil, columns: rules
        ).bytes)
      try #require(decoded.numRows == 1 && request.rowCount == 1, "seed \(seed)")
      for (one, all) in zip(decoded.fieldsData, whole.fieldsData) where !all.validData.isEmpty {
        try #require(one.validData == [all.validData[row]], "seed \(seed), \(one.fieldName)")
      }
    }
  }

  @Test func `a column of an unknown kind cannot be parted`() throws {
    var generator = SeededGenerator(seed: 3)
    var random = try RandomPage(using: &generator)
    while random.keys.isEmpty { random = try RandomPage(using: &generator) }
    for name in ["elsewhere", "inside"] {
      var answer = random.answer
      answer.fieldsData.removeAll { $0.fieldName != name && $0.fieldName != "id" }
      let page = try RowPage(bytes: answer.serializedBytes(), keyField: "id")
      let error = #expect(throws: MilvusError.self) { try page.part(0..<1) }
      #expect(error?.code == .unexpectedAnswer)
      #expect(error?.message.contains("\"\(name)\"") == true)
    }
  }

  private static func page(using generator: inout SeededGenerator) throws -> RowPage {
    try page(of: try RandomPage(using: &generator).answer)
  }

  /// The answer without what no program of today knows.
  private static func page(of answer: WireQueryResults) throws -> RowPage {
    var known = answer
    known.fieldsData = answer.fieldsData.filter {
      !["elsewhere", "inside"].contains($0.fieldName)
    }.map(\.withoutUnknown)
    return try RowPage(bytes: known.serializedBytes(), keyField: "id")
  }
}

extension WireFieldData {
  /// The column without fields that no message declares.
  fileprivate var withoutUnknown: WireFieldData {
    var column = self
    column.unknownFields = UnknownStorage()
    if type == 200 {
      column.structArrays.fields = structArrays.fields.map(\.withoutUnknown)
    }
    return column
  }
}
