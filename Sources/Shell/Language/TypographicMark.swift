/// Characters that word processors and web pages put in the place of those that a shell knows.
enum TypographicMark {
  /// What was probably meant by the character; nil for one that means itself.
  static func meaning(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case ..<0x80: nil
    case 0x2010...0x2015, 0x2212: "-"
    case 0x2018...0x201B: "'"
    case 0x201C...0x201F, 0xAB, 0xBB: "\""
    case 0x2028, 0x2029, 0x85: "a new line"
    default: unseenMeaning(of: scalar)
    }
  }

  private static func unseenMeaning(of scalar: Unicode.Scalar) -> String? {
    switch scalar.properties.generalCategory {
    case .spaceSeparator: "a blank"
    case .format: "nothing"
    default: nil
    }
  }
}
