internal import MilvusClient

/// Reads the filters of key ranges as the parsers of servers do, and applies them.
struct FilterModel {
  private enum Comparison: String, CaseIterable {
    // The longer ones first: they begin like the shorter ones.
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
  }

  private var terms: [(comparison: Comparison, key: PrimaryKey)] = []

  /// Reads `FIELD OPERATOR LITERAL`, or two of these joined by `and`.
  init(_ text: String, keyField: String) throws(FuzzFault) {
    var rest = Array(text.utf8)[...]
    repeat {
      try Self.skip("\(keyField) ", in: &rest)
      let comparison = Comparison.allCases.first { rest.starts(with: $0.rawValue.utf8) }
      let found = try require(comparison, "no operator in \(text)")
      try Self.skip("\(found.rawValue) ", in: &rest)
      terms.append((found, try Self.literal(in: &rest)))
      if !rest.isEmpty { try Self.skip(" and ", in: &rest) }
    } while !rest.isEmpty
  }

  /// Whether the filter selects the key.
  func holds(for key: PrimaryKey) -> Bool {
    terms.allSatisfy { term in
      switch term.comparison {
      case .atLeast: term.key <= key
      case .atMost: key <= term.key
      case .above: term.key < key
      case .below: key < term.key
      }
    }
  }

  private static func skip(_ text: String, in rest: inout ArraySlice<UInt8>) throws(FuzzFault) {
    try require(rest.starts(with: text.utf8), "\"\(text)\" is missing")
    rest = rest.dropFirst(text.utf8.count)
  }

  private static func literal(in rest: inout ArraySlice<UInt8>) throws(FuzzFault) -> PrimaryKey {
    if rest.first == UInt8(ascii: "\"") { return .varchar(try text(in: &rest)) }
    let digits = rest.prefix { $0 != UInt8(ascii: " ") }
    rest = rest.dropFirst(digits.count)
    let text = String(decoding: digits, as: UTF8.self)
    return .int64(try require(Int64(text), "\(text) is no number"))
  }

  private static func text(in rest: inout ArraySlice<UInt8>) throws(FuzzFault) -> String {
    rest = rest.dropFirst()
    var bytes: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      try require(byte != 0x0A && byte != 0x0D, "a literal with a line end in it")
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case let other?: bytes.append(other)
      case nil: throw FuzzFault("a literal that ends after a backslash")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
