internal import MilvusClient
internal import TestSupport

/// JSON: what documents mean, and the objects that the parameters of indexes travel in.
struct JSONSubject: FuzzSubject {
  let name = "json"

  enum Input {
    /// Two spellings of one value, and a spelling of a value that means something else.
    case values(String, String, other: String?)
    /// Bytes that may be JSON.
    case bytes([UInt8])
    /// Parameters of an index.
    case parameters([KeyValue])
  }

  private static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "0", "-", "1e9", ".5", "null", "a",
    String(repeating: "[", count: 600), String(repeating: "{\"a\":", count: 300), " ",
  ]
  private static let literals = [
    "16", "1e-3", "-0.5", "true", "null", "{\"a\": [1, \"x\"]}", "[]", "01", "1.", "+1", "{x}",
    "[1,]",
    "\"quoted\"", "",
  ]

  func input(from base: Void, using generator: inout SeededGenerator) throws -> Input {
    switch generator.below(4) {
    case 0, 1:
      let value = RandomJSON(using: &generator)
      let changed = value.changed(using: &generator)
      return .values(
        value.spelled(using: &generator), value.spelled(using: &generator),
        other: changed.meaning == value.meaning ? nil : changed.spelled(using: &generator))
    case 2: return .bytes(Self.bytes(using: &generator))
    default:
      return .parameters(
        (0..<generator.below(5)).map { number in
          KeyValue(
            "\(number)" + RandomText.text(using: &generator),
            generator.once(in: 2)
              ? generator.pick(Self.literals) : RandomText.text(using: &generator))
        })
    }
  }

  private static func bytes(using generator: inout SeededGenerator) -> [UInt8] {
    var bytes =
      generator.once(in: 2)
      ? Array(RandomJSON(using: &generator).spelled(using: &generator).utf8)
      : (0..<generator.below(12)).flatMap { _ in Array(generator.pick(pieces).utf8) }
    ByteMutation.damage(&bytes, using: &generator)
    return bytes
  }

  func check(_ input: Input) throws {
    switch input {
    case .values(let one, let other, let different):
      let form = try require(JSONMeaning.form(of: Array(one.utf8)), "JSON has no meaning")
      try require(JSONMeaning.form(of: Array(other.utf8)) == form, "one value means two things")
      guard let different else { return }
      try require(JSONMeaning.form(of: Array(different.utf8)) != form, "two values mean the same")
    case .bytes(let bytes):
      let form = JSONMeaning.form(of: bytes)
      // A string's length and a number's bits take the place of what is shorter: at most 24 bytes.
      try require(
        form.map { $0.count <= 24 * bytes.count } ?? true, "the meaning is out of proportion")
      _ = IndexParameters.members(of: String(decoding: bytes, as: UTF8.self))
    case .parameters(let pairs): try check(pairs)
    }
  }

  private func check(_ pairs: [KeyValue]) throws {
    let text = IndexParameters.json(pairs)
    try require(JSONMeaning.form(of: Array(text.utf8)) != nil, "\(text) is no JSON")
    let again = try require(IndexParameters.members(of: text), "\(text) cannot be read again")
    let isSame = pairs.elementsEqual(again) { one, other in
      [one.key, one.value].map { Array($0.utf8) }
        == [other.key, other.value].map { Array($0.utf8) }
    }
    try require(isSame, "\(text) is read as \(again)")
  }

  func text(of input: Input) -> String {
    switch input {
    case .values(let one, let other, let different):
      ([one, other] + [different].compactMap(\.self)).map(Spelling.literal)
        .joined(separator: "\n")
    case .bytes(let bytes): "bytes \(Spelling.hex(bytes))"
    case .parameters(let pairs):
      pairs.map { "\(Spelling.literal($0.key)): \(Spelling.literal($0.value))" }
        .joined(separator: "\n")
    }
  }
}
