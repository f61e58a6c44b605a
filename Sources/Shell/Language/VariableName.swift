/// What a variable may be called: `[A-Za-z_][A-Za-z0-9_]*`.
package enum VariableName {
  /// Whether the text is a name.
  package static func isValid(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, allows(first, first: true) else { return false }
    return text.unicodeScalars.allSatisfy { allows($0, first: false) }
  }

  /// Whether a name may hold the scalar, at its beginning or later.
  static func allows(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_": true
    case "0"..."9": !first
    default: false
    }
  }
}
