/// Characters that would steer the terminal, or deceive its reader, if they were printed as they are.
enum ControlCharacters {
  /// The text with control characters, newlines and tabs too, and what cannot be seen as `\u{…}`.
  static func shown(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return text }
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.map { place in
      let scalar = scalars[place]
      guard isUnseen(scalar), !joinsPictures(at: place, in: scalars) else { return String(scalar) }
      return "\\u{\(String(scalar.value, radix: 16))}"
    }.joined()
  }

  /// Whether the character shows nothing of itself: it steers, reverses, joins, or looks like a blank.
  static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: true
    case .spaceSeparator: scalar != " "
    default: scalar.properties.isNoncharacterCodePoint
    }
  }

  /// The code point with its place in Unicode: `U+00A0`.
  static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether the character joins two pictures into one, as those of a family.
  private static func joinsPictures(at place: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[place] == "\u{200D}", place > 0, place + 1 < scalars.count else { return false }
    let before = scalars[place - 1]
    return (before.properties.isEmoji || before == "\u{FE0F}")
      && scalars[place + 1].properties.isEmoji
  }
}
