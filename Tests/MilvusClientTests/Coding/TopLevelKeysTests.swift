internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import MilvusClient

/// Keys of the object that a JSON text is.
@Suite struct TopLevelKeysTests {
  @Test(arguments: [
    #"{"id":1}"#, #" {  "a" : [1,2] , "id":null}"#, #"{"\u0069d":1}"#,
    #"{"a":1,"a":2,"id":3,"id":4}"#,
    #"{"x":{"y":{}},"id":[]}"#, #"{"x":"}","id":1}"#, #"{"x":"\"","id":1}"#,
    #"{"x":NaN,"id":1e999}"#,
    #"{"x":"\\","i\u0064":1}"#, #"{"x":[{"a":","}],"id":1"#,
  ])
  func `these have the key`(text: String) {
    #expect(first(["no", "id"], in: text) == "id")
  }

  @Test(arguments: [
    "", "{", "{}", "[]", "null", #""id""#, #"["id","id"]"#, #"[{"id":1}]"#, #"{"x":{"id":1}}"#,
    #"{"x":["id",{"id":1}]}"#, #"{"x":"id"}"#, #"{"ID":1,"id ":2,"i":3}"#, #"{"\u0069":1}"#,
    #"{"x":"\"id\":1"}"#, #"{"id\u0000":1}"#, #"{"\ud800":1}"#, #"{"\q":1}"#, #"{"\u00"#,
  ])
  func `these do not`(text: String) {
    #expect(first(["id", "no"], in: text) == nil)
  }

  @Test func `names are bytes`() {
    #expect(first(["cafe\u{301}"], in: #"{"caf\u00e9":1}"#) == nil)
    #expect(first(["café"], in: #"{"caf\u00e9":1}"#) == "café")
    #expect(first(["😀"], in: #"{"\ud83d\ude00":1}"#) == "😀")
  }

  @Test func `endless nesting is passed over`() {
    let deep = #"{"x":"# + String(repeating: "[", count: 100_000)
    let closed = deep + String(repeating: "]", count: 100_000)
    #expect(first(["id"], in: deep) == nil)
    #expect(first(["id"], in: closed + #","id":1}"#) == "id")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `it finds what a decoder finds`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let text = Self.object(depth: 0, using: &generator)
    let decoded = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let keys = try #require(decoded as? [String: Any]).keys
    for name in Self.names {
      let isThere = keys.contains { $0.utf8.elementsEqual(name.utf8) }
      #expect((first([name], in: text) != nil) == isThere, "seed \(seed): \(name) in \(text)")
    }
  }

  private func first(_ names: [String], in text: String) -> String? {
    let bytes = Array(text.utf8)
    return TopLevelKeys.first(of: names.map { Array($0.utf8) }, in: bytes.span.bytes)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static let names = ["id", "a", "\"", "\\", "é", "{", "😀", "a\n", ","]

  private static func object(depth: Int, using generator: inout SeededGenerator) -> String {
    var rest = names
    let members = (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
      // A decoder takes one of two members of one name, and they are found alike.
      let name = rest.remove(at: Int.random(in: 0..<rest.count, using: &generator))
      return "\(spelled(name, using: &generator)) :\(value(depth: depth, using: &generator))"
    }
    return "{ \(members.joined(separator: ",")) }"
  }

  private static func value(depth: Int, using generator: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<(depth < 3 ? 5 : 3), using: &generator) {
    case 0: return "-1.5e3"
    case 1: return "null"
    case 2:
      return spelled(names[Int.random(in: 0..<names.count, using: &generator)], using: &generator)
    case 3: return object(depth: depth + 1, using: &generator)
    default:
      let elements = (0..<Int.random(in: 0..<3, using: &generator)).map { _ in
        value(depth: depth + 1, using: &generator)
      }
      return "[\(elements.joined(separator: ", "))]"
    }
  }

  private static func spelled(_ name: String, using generator: inout SeededGenerator) -> String {
    let parts = name.utf16.map { unit -> String in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    let isBare = !["\"", "\\", "a\n"].contains(name) && generator.once(in: 2)
    return "\"\(isBare ? name : parts.joined())\""
  }
}
