import Foundation
import MilvusClient
import Testing

/// Names are compared as servers compare them.
@Suite struct ServerNameTests {
  private let composed: ServerName = "caf\u{e9}"
  private let decomposed: ServerName = "cafe\u{301}"

  @Test func `two spellings of a word are two names`() {
    #expect(composed.text == decomposed.text)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed, ServerName("caf\u{e9}")]).count == 2)
    #expect([composed: 1, decomposed: 2][decomposed] == 2)
  }

  @Test func `names are in the order of their bytes`() {
    let names: [ServerName] = [composed, "cafz", decomposed, "", "Z"]
    #expect(names.sorted() == ["", "Z", decomposed, "cafz", composed])
  }

  @Test func `a name is written as a plain string and read back with the same bytes`() throws {
    let names = [composed, decomposed, "a \"b\""]
    let json = try JSONEncoder().encode(names)
    #expect(json == (try JSONEncoder().encode(names.map(\.text))))
    #expect(try JSONDecoder().decode([ServerName].self, from: json) == names)
  }

  @Test func `a name stands in a message as it is`() {
    #expect("\(composed)" == composed.text)
    #expect([composed, "b"].joined(separator: ", ") == "caf\u{e9}, b")
    #expect(ServerName("").isEmpty && !composed.isEmpty)
  }

  @Test func `addresses of two spellings are two places`() {
    let places = [composed, decomposed].flatMap {
      [CollectionAddress(name: $0), CollectionAddress(database: $0, name: "docs")]
    }
    #expect(Set(places).count == 4)
  }
}
