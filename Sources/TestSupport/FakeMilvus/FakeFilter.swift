internal import MilvusClient
internal import MilvusWire

/// A filter expression, of the kinds that a copy sends; any other ends the test.
///
/// They are comparisons of the key joined by `and`, or one list of keys.
struct FakeFilter {
  /// What is asked of a key.
  enum Term {
    case above(PrimaryKey), from(PrimaryKey), upTo(PrimaryKey), below(PrimaryKey)
    case oneOf(Set<PrimaryKey>)
  }

  private(set) var terms: [Term] = []
  private let keyName: String
  private let isNumeric: Bool
  private let parsesSmallest: Bool
  private var rest: Substring.UTF8View

  /// Reads an expression; an empty one holds for every key.
  init(_ text: String, of collection: FakeCollection, release: FakeRelease) throws {
    let key = collection.keyField
    (keyName, isNumeric) = (key.name.text, key.type == 5)
    parsesSmallest = release.parsesSmallestInt64
    rest = text[...].utf8
    guard !rest.isEmpty else { return }
    repeat { terms.append(try term(text)) } while take(" and ")
    precondition(rest.isEmpty, "the fake does not know the filter \(text)")
  }

  /// Whether the filter holds for a key.
  func holds(for key: PrimaryKey) -> Bool {
    terms.allSatisfy { term in
      switch term {
      case .above(let bound): key > bound
      case .from(let bound): key >= bound
      case .upTo(let bound): key <= bound
      case .below(let bound): key < bound
      case .oneOf(let keys): keys.contains(key)
      }
    }
  }

  private mutating func term(_ text: String) throws -> Term {
    precondition(take(keyName + " "), "the fake does not know the filter \(text)")
    if take("in [") {
      var keys: Set<PrimaryKey> = []
      repeat { keys.insert(try literal(text)) } while take(", ")
      precondition(take("]"), "the fake does not know the filter \(text)")
      return .oneOf(keys)
    }
    if take(">= ") { return .from(try literal(text)) }
    if take("> ") { return .above(try literal(text)) }
    if take("<= ") { return .upTo(try literal(text)) }
    if take("< ") { return .below(try literal(text)) }
    preconditionFailure("the fake does not know the filter \(text)")
  }

  private mutating func literal(_ text: String) throws -> PrimaryKey {
    isNumeric ? try number(text) : .varchar(string(text))
  }

  private mutating func number(_ text: String) throws -> PrimaryKey {
    let digits = rest.prefix { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
    guard let value = Int64(String(decoding: digits, as: UTF8.self)) else {
      preconditionFailure("the fake does not know the number in the filter \(text)")
    }
    guard value != .min || parsesSmallest else {
      throw FakeRefusal.unclassified("cannot parse expression: \(text), error: value out of range")
    }
    rest = rest.dropFirst(digits.count)
    return .int64(value)
  }

  private mutating func string(_ text: String) -> String {
    precondition(take("\""), "the fake does not know the text in the filter \(text)")
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        switch rest.popFirst() {
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "\""): bytes.append(UInt8(ascii: "\""))
        default: preconditionFailure("the fake does not know the escape in the filter \(text)")
        }
      case 0x0A, 0x0D: preconditionFailure("a line feed has to be escaped in the filter \(text)")
      default: bytes.append(byte)
      }
    }
    preconditionFailure("the text in the filter \(text) has no end")
  }

  private mutating func take(_ word: String) -> Bool {
    guard rest.starts(with: word.utf8) else { return false }
    rest = rest.dropFirst(word.utf8.count)
    return true
  }
}
