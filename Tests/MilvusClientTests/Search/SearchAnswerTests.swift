internal import MilvusClient
internal import Testing

/// Answers to searches, as servers write them.
@Suite struct SearchAnswerTests {
  private func message(_ fields: (inout WireWriter) -> Void) -> WireWriter {
    var writer = WireWriter()
    fields(&writer)
    return writer
  }

  private func answer(
    scores: [Float], lengths: [UInt8], ids: WireWriter?, inputs: Int
  ) throws(MilvusError) -> [[Neighbour]] {
    let results = message { results in
      results.varint(1, UInt64(inputs))
      if !scores.isEmpty { results.bytes(4, scores.flatMap(Self.bytes)) }
      if let ids { results.message(5, ids) }
      if !lengths.isEmpty { results.bytes(6, lengths) }
    }
    let bytes = message { $0.message(2, results) }.assemble(copying: [])
    return try SearchAnswer(bytes: bytes, inputs: inputs, attempt: "cannot search").lists
  }

  private static func bytes(_ score: Float) -> [UInt8] {
    withUnsafeBytes(of: score.bitPattern.littleEndian) { Array($0) }
  }

  private var numbers: WireWriter {
    message { ids in ids.message(1, message { $0.bytes(1, [7, 8, 9]) }) }
  }

  private var texts: WireWriter {
    message { ids in
      ids.message(
        2,
        message { list in
          list.bytes(1, "a".utf8)
          list.bytes(1, "é".utf8)
        })
    }
  }

  @Test func `the row of keys is cut into a list for each input`() throws {
    let lists = try answer(scores: [0.5, 1, 2], lengths: [2, 0, 1], ids: numbers, inputs: 3)
    #expect(
      lists == [
        [Neighbour(.int64(7), score: 0.5), Neighbour(.int64(8), score: 1)], [],
        [Neighbour(.int64(9), score: 2)],
      ])
  }

  @Test func `keys may be texts`() throws {
    let lists = try answer(scores: [1, 0.25], lengths: [2], ids: texts, inputs: 1)
    #expect(lists.first?.map(\.key) == [.varchar("a"), .varchar("é")])
  }

  @Test func `an answer without a neighbour has an empty list for each input`() throws {
    let lists = try answer(scores: [], lengths: [], ids: nil, inputs: 2)
    #expect(lists == [[], []])
  }

  @Test(
    arguments: [([0.5, 1], [3], 1), ([0.5, 1, 2], [2], 1), ([0.5, 1, 2], [3], 2)]
      as [([Float], [UInt8], Int)])
  func `parts that do not fit together are not guessed at`(
    scores: [Float], lengths: [UInt8], inputs: Int
  ) {
    let error = #expect(throws: MilvusError.self) {
      try answer(scores: scores, lengths: lengths, ids: numbers, inputs: inputs)
    }
    #expect(error?.code == .unexpectedAnswer)
  }

  @Test func `a refusal is the server's`() {
    let status = message { status in
      status.bytes(2, "collection not loaded".utf8)
      status.varint(3, 101)
    }
    let bytes = message { $0.message(1, status) }.assemble(copying: [])
    let error = #expect(throws: MilvusError.self) {
      try SearchAnswer(bytes: bytes, inputs: 1, attempt: "cannot search")
    }
    #expect(error?.code == .notLoaded)
  }
}
