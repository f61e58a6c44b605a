internal import MilvusClient
internal import Testing

/// Searches on the wire.
@Suite struct VectorSearchTests {
  private func search(_ change: (inout VectorSearch) -> Void = { _ in }) -> VectorSearch {
    var search = VectorSearch(
      CollectionAddress(database: "shop", name: "docs"), field: "v",
      inputs: [
        SearchInput(.floatVector, bytes: [1, 2, 3, 4]),
        SearchInput(.floatVector, bytes: [5, 6, 7, 8]),
      ], metric: "COSINE", limit: 10)
    change(&search)
    return search
  }

  @Test func `a search names its place, its field and its inputs`() throws {
    let parts = try parts(of: search().request)
    #expect(parts.texts(2) == ["shop"] && parts.texts(3) == ["docs"])
    #expect(parts.texts(4).isEmpty && parts.texts(5) == [""])
    #expect(parts.numbers(7) == [1] && parts.numbers(12) == [2])
    let pairs = try parts.contents(9).map { pair in
      try WirePart.parts(of: pair).map(\.text).joined(separator: "=")
    }
    #expect(
      pairs == ["anns_field=v", "topk=10", "metric_type=COSINE", "round_decimal=-1", "params={}"])
  }

  @Test func `inputs travel as a placeholder of their type, byte for byte`() throws {
    let group = try #require(try parts(of: search().request).contents(6).first)
    let placeholder = try parts(of: try #require(try parts(of: group).contents(1).first))
    #expect(placeholder.texts(1) == ["$0"])
    #expect(placeholder.numbers(2) == [101])
    #expect(placeholder.contents(3) == [[1, 2, 3, 4], [5, 6, 7, 8]])
  }

  @Test func `a text is a placeholder of its own type`() throws {
    let text = search { $0.inputs = [SearchInput(text: "café")] }
    let group = try #require(try parts(of: text.request).contents(6).first)
    let placeholder = try parts(of: try #require(try parts(of: group).contents(1).first))
    #expect(placeholder.numbers(2) == [21])
    #expect(placeholder.contents(3) == [Array("café".utf8)])
  }

  @Test func `partitions, filter, parameters and time are carried`() throws {
    let narrow = search {
      $0.partitions = ["p1", "p2"]
      $0.filter = "id > 7"
      $0.parameters = "{\"ef\":64}"
      $0.timestamp = 77
    }
    let sent = try parts(of: narrow.request)
    #expect(sent.texts(4) == ["p1", "p2"] && sent.texts(5) == ["id > 7"])
    // 4 is the level at which the timestamp counts.
    #expect(sent.numbers(11) == [77] && sent.numbers(14) == [4])
    let last = try parts(of: try #require(sent.contents(9).last)).map(\.text)
    #expect(last == ["params", "{\"ef\":64}"])
  }

  @Test func `without a time the level is the strong one, which is none on the wire`() throws {
    let parts = try parts(of: search().request)
    #expect(parts.numbers(11).isEmpty && parts.numbers(14).isEmpty)
  }

  private func parts(of bytes: [UInt8]) throws -> [WirePart] { try WirePart.parts(of: bytes) }
}

/// One field of a message, its content copied out.
struct WirePart {
  var number: Int
  var value: UInt64
  var content: [UInt8]

  var text: String { String(decoding: content, as: UTF8.self) }

  static func parts(of bytes: [UInt8]) throws -> [WirePart] {
    let span = bytes.span.bytes
    var reader = WireReader(0..<bytes.count)
    var parts: [WirePart] = []
    while let field = try reader.next(in: span) {
      parts.append(
        WirePart(number: field.number, value: field.value, content: Array(bytes[field.content])))
    }
    return parts
  }
}

extension [WirePart] {
  func contents(_ number: Int) -> [[UInt8]] { filter { $0.number == number }.map(\.content) }
  func texts(_ number: Int) -> [String] { filter { $0.number == number }.map(\.text) }
  func numbers(_ number: Int) -> [UInt64] { filter { $0.number == number }.map(\.value) }
}
