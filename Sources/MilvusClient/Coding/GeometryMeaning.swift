/// Shapes in well-known text, in a form in which equal meaning is equal bytes.
///
/// Letters become capitals, needless space goes, numbers become the shortest text of their 64-bit
/// value, dimensions are named (`point(1 2 3)` is `POINT Z(…)`), and each point of a MULTIPOINT has
/// its brackets. The order of points, rings and parts is kept: it belongs to the shape. The form is
/// itself well-known text, and its own form.
package struct GeometryMeaning {
  /// The kinds of shape that servers store.
  private enum Kind: String, CaseIterable {
    case point = "POINT"
    case line = "LINESTRING"
    case polygon = "POLYGON"
    case points = "MULTIPOINT"
    case lines = "MULTILINESTRING"
    case polygons = "MULTIPOLYGON"
    case collection = "GEOMETRYCOLLECTION"
  }

  /// What a position has beside its first two numbers.
  private enum Extra: String, CaseIterable {
    case height = "Z"
    case measure = "M"
    case both = "ZM"

    var numbers: Int { self == .both ? 4 : 3 }
  }

  // Collections inside collections; deeper ones are compared as they are written.
  private static let maximumDepth = 64

  private let text: [UInt8]
  private var position = 0
  /// Numbers of each position of the shape that is being read; nil before the first one.
  private var width: Int?

  /// Returns the form of a text; nil if it is not well-known text of a kind that servers store.
  package static func form(of text: [UInt8]) -> [UInt8]? {
    var parser = GeometryMeaning(text: text)
    guard let form = parser.shape(inheriting: nil, depth: 0) else { return nil }
    parser.skipSpace()
    return parser.position == text.count ? Array(form.utf8) : nil
  }

  private init(text: [UInt8]) {
    self.text = text
  }

  /// Reads a shape with its kind; a collection hands what its positions have to its parts.
  private mutating func shape(inheriting outer: Extra?, depth: Int) -> String? {
    guard depth < Self.maximumDepth, let (kind, named) = kindAndExtra() else { return nil }
    let extra = named ?? outer
    if takeWord("EMPTY") { return Self.title(kind, extra) + "EMPTY" }
    // Every part of a collection names its own dimensions.
    if kind == .collection {
      return list { $0.shape(inheriting: extra, depth: depth + 1) }.map {
        Self.title(kind, nil) + $0
      }
    }
    width = nil
    guard let body = body(of: kind) else { return nil }
    // Without a position, as in MULTIPOINT (EMPTY), nothing contradicts what was named.
    guard let width else { return Self.title(kind, extra) + body }
    let numbers = extra?.numbers ?? width
    return numbers == width ? Self.title(kind, extra ?? Self.extra(ofWidth: width)) + body : nil
  }

  private static func title(_ kind: Kind, _ extra: Extra?) -> String {
    kind.rawValue + (extra.map { " \($0.rawValue)" } ?? "") + " "
  }

  private static func extra(ofWidth width: Int) -> Extra? {
    width == 2 ? nil : width == 3 ? .height : .both
  }

  private mutating func body(of kind: Kind) -> String? {
    switch kind {
    case .point: point()
    case .line: positions()
    case .polygon, .lines: list { $0.emptyOr { $0.positions() } }
    case .points: list { $0.emptyOr { $0.next == UInt8(ascii: "(") ? $0.point() : $0.barePoint() } }
    case .polygons: list { $0.emptyOr { $0.list { $0.emptyOr { $0.positions() } } } }
    case .collection: nil
    }
  }
}

// MARK: - Parts

extension GeometryMeaning {
  /// Reads parts in brackets, separated by commas.
  private mutating func list(_ part: (inout GeometryMeaning) -> String?) -> String? {
    guard take("(") else { return nil }
    var parts: [String] = []
    repeat {
      skipSpace()
      guard let part = part(&self) else { return nil }
      parts.append(part)
    } while take(",")
    return take(")") ? "(\(parts.joined(separator: ",")))" : nil
  }

  private mutating func emptyOr(_ part: (inout GeometryMeaning) -> String?) -> String? {
    takeWord("EMPTY") ? "EMPTY" : part(&self)
  }

  private mutating func positions() -> String? {
    list { $0.numbers() }
  }

  private mutating func point() -> String? {
    guard take("("), let numbers = numbers(), take(")") else { return nil }
    return "(\(numbers))"
  }

  private mutating func barePoint() -> String? {
    numbers().map { "(\($0))" }
  }

  /// Reads the numbers of one position, as many as those before had.
  private mutating func numbers() -> String? {
    var numbers: [String] = []
    while let number = number() { numbers.append(number) }
    guard 2...4 ~= numbers.count, numbers.count == width ?? numbers.count else { return nil }
    width = numbers.count
    return numbers.joined(separator: " ")
  }

  private mutating func number() -> String? {
    skipSpace()
    let start = position
    while let byte = next, Self.isPartOfNumber(byte) { position += 1 }
    let digits = String(decoding: text[start..<position], as: UTF8.self)
    guard let value = Double(digits), value.isFinite else {
      position = start
      return nil
    }
    return value == 0 ? "0" : "\(value)"
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || "+-.eE".utf8.contains(byte)
  }
}

// MARK: - Words

extension GeometryMeaning {
  private var next: UInt8? { position < text.count ? text[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { position += 1 }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  private mutating func takeWord(_ wanted: String) -> Bool {
    let start = position
    if word() == wanted { return true }
    position = start
    return false
  }

  /// Reads letters, as capitals.
  private mutating func word() -> String {
    skipSpace()
    var letters: [UInt8] = []
    // Bit 5 is all that tells a small letter from its capital.
    while let byte = next, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte & 0xDF {
      letters.append(byte & 0xDF)
      position += 1
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Reads `POINT`, `POINTZ` or `POINT Z`.
  private mutating func kindAndExtra() -> (Kind, Extra?)? {
    let word = word()
    if let kind = Kind(rawValue: word) {
      return (kind, Extra.allCases.first { takeWord($0.rawValue) })
    }
    for kind in Kind.allCases {
      for extra in Extra.allCases where kind.rawValue + extra.rawValue == word {
        return (kind, extra)
      }
    }
    return nil
  }
}
