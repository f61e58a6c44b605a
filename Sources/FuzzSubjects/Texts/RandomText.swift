internal import TestSupport

/// Random texts in which what usually goes wrong is more frequent than chance has it.
enum RandomText {
  private static let scalars = Array(
    "aZ09_-.,:;@#$%&'\"\\/|<>(){}[]`*?=+^!~ \t\r\n\0\u{7F}\u{85}•éß日\u{301}\u{200D}\u{FEFF}👩\u{10FFFF}"
      .unicodeScalars)

  /// Any text of up to so many scalars.
  static func text(upTo length: Int = 12, using generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<generator.size(upTo: length) { text.append(scalar(using: &generator)) }
    return String(text)
  }

  /// A name as Milvus allows it.
  static func name(using generator: inout SeededGenerator) -> String {
    let letters = Array("abcxyzABC_")
    return String((0...generator.below(12)).map { _ in generator.pick(letters) })
  }

  private static func scalar(using generator: inout SeededGenerator) -> Unicode.Scalar {
    guard generator.once(in: 8) else { return generator.pick(scalars) }
    return Unicode.Scalar(UInt32(generator.below(0x110000))) ?? "\u{FFFD}"
  }
}
