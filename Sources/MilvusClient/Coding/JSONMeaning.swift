/// JSON texts in a form in which equal meaning is equal bytes.
///
/// Space and the order of keys go; of a key that occurs twice the last value counts; escapes are
/// resolved. Numbers compare exactly: whole ones by their digits, however many, others as 64-bit
/// floats; `1.0` is `1`.
package struct JSONMeaning {
  // Milvus Lite, which alone writes JSON anew, reads some 1,000 levels.
  private static let maximumDepth = 1_200

  private let text: [UInt8]
  private var position = 0

  /// Returns the form of a text; nil if it is not JSON.
  package static func form(of text: [UInt8]) -> [UInt8]? {
    var parser = JSONMeaning(text: text)
    var form: [UInt8] = []
    form.reserveCapacity(text.count)
    guard parser.value(into: &form, depth: 0) else { return nil }
    parser.skipSpace()
    return parser.position == text.count ? form : nil
  }

  /// Returns what a string with its quotes stands for, escapes resolved; nil if it is not one.
  static func string(of text: [UInt8]) -> [UInt8]? {
    var parser = JSONMeaning(text: text)
    return parser.string()
  }

  /// The bytes that may stand between values.
  static let spaces: [UInt8] = [0x20, 0x0A, 0x0D, 0x09]

  /// The form of a JSON null.
  package static let null = Array("null".utf8)
  /// The form of an object without members.
  package static let emptyObject = Array("{}".utf8)

  private init(text: [UInt8]) {
    self.text = text
  }

  private var next: UInt8? { position < text.count ? text[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, Self.spaces.contains(byte) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(into form: inout [UInt8], depth: Int) -> Bool {
    guard depth < Self.maximumDepth else { return false }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return object(into: &form, depth: depth)
    case UInt8(ascii: "["): return array(into: &form, depth: depth)
    case UInt8(ascii: "\""):
      guard let string = string() else { return false }
      Self.append(string, to: &form)
      return true
    case UInt8(ascii: "t"): return word("true", into: &form)
    case UInt8(ascii: "f"): return word("false", into: &form)
    case UInt8(ascii: "n"): return word("null", into: &form)
    default: return number(into: &form)
    }
  }

  private mutating func word(_ word: StaticString, into form: inout [UInt8]) -> Bool {
    let bytes = word.withUTF8Buffer { Array($0) }
    guard text[position...].starts(with: bytes) else { return false }
    position += bytes.count
    form += bytes
    return true
  }

  private mutating func array(into form: inout [UInt8], depth: Int) -> Bool {
    position += 1
    form.append(UInt8(ascii: "["))
    skipSpace()
    if !take(UInt8(ascii: "]")) {
      repeat {
        guard value(into: &form, depth: depth + 1) else { return false }
        form.append(UInt8(ascii: ","))
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { return false }
    }
    form.append(UInt8(ascii: "]"))
    return true
  }

  private mutating func object(into form: inout [UInt8], depth: Int) -> Bool {
    position += 1
    var members: [[UInt8]: [UInt8]] = [:]
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard let key = string() else { return false }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return false }
        var member: [UInt8] = []
        guard value(into: &member, depth: depth + 1) else { return false }
        members[key] = member
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { return false }
    }
    form.append(UInt8(ascii: "{"))
    for (key, member) in members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      Self.append(key, to: &form)
      form += member
    }
    form.append(UInt8(ascii: "}"))
    return true
  }

  /// Writes a string by its length, which needs no escapes.
  private static func append(_ string: [UInt8], to form: inout [UInt8]) {
    form += Array("\"\(string.count):".utf8)
    form += string
  }
}

extension JSONMeaning {
  private mutating func number(into form: inout [UInt8]) -> Bool {
    let start = position
    let isNegative = take(UInt8(ascii: "-"))
    let digitsStart = position
    guard skipDigits() else { return false }
    let digits = text[digitsStart..<position]
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return false }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard skipDigits() else { return false }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard skipDigits() else { return false }
    }
    if isWhole {
      let isZero = digits.elementsEqual("0".utf8)
      form += isNegative && !isZero ? text[start..<position] : digits
    } else {
      form += Self.form(ofFraction: text[start..<position])
    }
    return true
  }

  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte = next, byte >= 0x30, byte <= 0x39 { position += 1 }
    return position > start
  }

  private static func form(ofFraction digits: ArraySlice<UInt8>) -> [UInt8] {
    guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
      return Array(digits)
    }
    if let whole = Int64(exactly: value) { return Array(String(whole).utf8) }
    return Array("f\(value.bitPattern)".utf8)
  }

  /// Reads a string and resolves its escapes; nil if there is none.
  private mutating func string() -> [UInt8]? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var string: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return string
      case UInt8(ascii: "\\"): guard escape(into: &string) else { return nil }
      default: string.append(byte)
      }
    }
    return nil
  }

  private mutating func escape(into string: inout [UInt8]) -> Bool {
    guard let byte = next else { return false }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): string.append(byte)
    case UInt8(ascii: "b"): string.append(0x08)
    case UInt8(ascii: "f"): string.append(0x0C)
    case UInt8(ascii: "n"): string.append(0x0A)
    case UInt8(ascii: "r"): string.append(0x0D)
    case UInt8(ascii: "t"): string.append(0x09)
    case UInt8(ascii: "u"):
      guard let unit = codeUnit() else { return false }
      Self.append(joined(unit), to: &string)
    default: return false
    }
    return true
  }

  private mutating func codeUnit() -> UInt32? {
    guard position + 4 <= text.count else { return nil }
    var unit: UInt32 = 0
    for byte in text[position..<position + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    position += 4
    return unit
  }

  /// Joins the first half of a pair with the second one, if that follows.
  private mutating func joined(_ unit: UInt32) -> UInt32 {
    let start = position
    guard 0xD800...0xDBFF ~= unit, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
      let second = codeUnit(), 0xDC00...0xDFFF ~= second
    else {
      position = start
      return unit
    }
    return 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
  }

  /// Appends a scalar as UTF-8; a half without its pair gets the bytes that it would have.
  private static func append(_ scalar: UInt32, to string: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
    switch scalar {
    case ..<0x80: string.append(UInt8(scalar))
    case ..<0x800: string += [UInt8(0xC0 | scalar >> 6), tail(0)]
    case ..<0x10000: string += [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)]
    default: string += [UInt8(0xF0 | scalar >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
