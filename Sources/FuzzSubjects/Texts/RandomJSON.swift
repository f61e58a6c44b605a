internal import TestSupport

/// A random JSON value, its spellings, and its meaning by an independent account.
indirect enum RandomJSON {
  case null
  case bool(Bool)
  case whole(Int64)
  case fraction(Double)
  case string(String)
  case array([RandomJSON])
  case object([(key: String, value: RandomJSON)])

  init(depth: Int = 0, using generator: inout SeededGenerator) {
    switch generator.below(depth < 4 ? 9 : 6) {
    case 0: self = .null
    case 1: self = .bool(Bool.random(using: &generator))
    case 2: self = .whole(Int64(bitPattern: generator.edge()))
    case 3: self = .fraction(Self.fraction(using: &generator))
    case 4, 5: self = .string(RandomText.text(upTo: 6, using: &generator))
    case 6:
      self = .array(
        (0..<generator.below(4)).map { _ in RandomJSON(depth: depth + 1, using: &generator) })
    default:
      let keys = Set(
        (0..<generator.below(4)).map { _ in generator.pick(["a", "b", "\"", "é", ""]) })
      self = .object(
        keys.sorted().map { ($0, RandomJSON(depth: depth + 1, using: &generator)) })
    }
  }

  private static func fraction(using generator: inout SeededGenerator) -> Double {
    let any = Double(bitPattern: generator.next())
    return any.isFinite && generator.once(in: 2) ? any : Double(generator.below(2000)) / 8
  }

  /// Equal for values that mean the same: whole numbers by value, texts by their scalars.
  var meaning: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .whole(let value): "\(value)"
    case .fraction(let value): Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    case .string(let text): Self.meaning(of: text)
    case .array(let elements): "[" + elements.map(\.meaning).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { "\(Self.meaning(of: $0.key)):\($0.value.meaning)" }
        .joined(separator: ",") + "}"
    }
  }

  private static func meaning(of text: String) -> String {
    "(" + text.unicodeScalars.map { "\($0.value)" }.joined(separator: " ") + ")"
  }

  /// The value with one part of it replaced; it may mean the same still.
  func changed(using generator: inout SeededGenerator) -> RandomJSON {
    switch self {
    case .array(var elements) where !elements.isEmpty && !generator.once(in: 4):
      let place = generator.below(elements.count)
      elements[place] = elements[place].changed(using: &generator)
      return .array(elements)
    case .object(var members) where !members.isEmpty && !generator.once(in: 4):
      let place = generator.below(members.count)
      members[place].value = members[place].value.changed(using: &generator)
      return .object(members)
    default: return RandomJSON(depth: 3, using: &generator)
    }
  }
}

extension RandomJSON {
  /// The value as JSON text, in one of its many forms.
  func spelled(using generator: inout SeededGenerator) -> String {
    let space = generator.pick(["", "", " ", "\n\t", "\r "])
    switch self {
    case .null: return space + "null" + space
    case .bool(let value): return space + "\(value)" + space
    case .whole(let value): return space + "\(value)" + space
    case .fraction(let value): return space + "\(value)" + space
    case .string(let text): return space + Self.spelled(text, using: &generator) + space
    case .array(let elements):
      let parts = elements.map { $0.spelled(using: &generator) }
      return "\(space)[\(parts.isEmpty ? space : parts.joined(separator: ","))]\(space)"
    case .object(var members):
      members.shuffle(using: &generator)
      // Of a key that occurs twice the last value counts.
      if let last = members.last, generator.once(in: 4) {
        members.insert((last.key, .bool(true)), at: 0)
      }
      let parts = members.map { member in
        let key = Self.spelled(member.key, using: &generator)
        return "\(space)\(key)\(space):\(member.value.spelled(using: &generator))"
      }
      return "\(space){\(parts.isEmpty ? space : parts.joined(separator: ","))}\(space)"
    }
  }

  private static func spelled(_ text: String, using generator: inout SeededGenerator) -> String {
    "\"" + text.unicodeScalars.map { spelled($0, using: &generator) }.joined() + "\""
  }

  private static func spelled(
    _ scalar: Unicode.Scalar, using generator: inout SeededGenerator
  ) -> String {
    let isBare = scalar.value >= 0x20 && scalar != "\"" && scalar != "\\"
    if isBare, !generator.once(in: 4) { return String(scalar) }
    if generator.once(in: 2), let short = short[scalar] { return short }
    return String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: generator.once(in: 2))
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  private static let short: [Unicode.Scalar: String] = [
    "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n",
    "\r": "\\r", "\t": "\\t",
  ]
}
