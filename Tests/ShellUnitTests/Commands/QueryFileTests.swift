import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

/// Searches that were written down.
@Suite struct QueryFileTests {
  private func queries(_ text: String) throws(UsageError) -> [ListedQuery] {
    try QueryFile.queries(in: text, of: "q.jsonl")
  }

  @Test func `a line is a vector, a sparse one or a text`() throws {
    let found = try queries(
      """
      {"vector": [0.5, -1]}

      {"id": "second", "field": "s", "vector": {"17": 0.5, "4000000000": 2}}
      {"id": 3, "text": "what \\"is\\" it", "relevant": [9007199254740993, "é"]}
      """)
    #expect(
      found == [
        ListedQuery(name: "line 1", subject: .numbers([0.5, -1]), line: 1),
        ListedQuery(
          name: "second", field: "s", subject: .weights([17: 0.5, 4_000_000_000: 2]), line: 3),
        ListedQuery(
          name: "3", subject: .text("what \"is\" it"),
          relevant: [.int64(9_007_199_254_740_993), .varchar("é")], line: 4),
      ])
  }

  @Test(
    arguments: [
      ("{\"vector\": [1]", "it is no JSON"), ("[1, 2]", "it is no object"),
      ("{}", "it has neither \"vector\" nor \"text\""),
      ("{\"vector\": [1], \"text\": \"a\"}", "it has both \"vector\" and \"text\""),
      ("{\"vector\": \"a\"}", "\"vector\" is of another type"),
      ("{\"vector\": {\"a\": 1}}", "an index of the sparse vector is no number"),
      ("{\"text\": \"a\", \"relevant\": [1.5]}", "\"relevant\" is of another type"),
    ])
  func `a line that is no search is named`(line: String, reason: String) {
    let error = #expect(throws: UsageError.self) { try queries("{\"text\":\"a\"}\n\(line)\n") }
    #expect(error?.code == .badText)
    #expect(error?.message == "line 2 of \"q.jsonl\" is no search: \(reason)")
  }

  @Test(arguments: ["", "\n \n"]) func `a file without a search is an error`(text: String) {
    #expect(throws: UsageError.self) { try queries(text) }
  }
}
