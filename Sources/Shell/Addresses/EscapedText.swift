internal import MigrationEngine

/// Text in which a backslash takes the meaning from the character that follows.
struct EscapedText {
  /// One character, and whether it stands for itself whatever it means elsewhere.
  struct Mark: Hashable, Sendable {
    /// The character.
    var scalar: Unicode.Scalar
    /// Whether a backslash stands before it.
    var isEscaped: Bool
  }

  /// The characters without the backslashes that escape them.
  let marks: [Mark]

  /// Reads text as it was typed.
  init(_ text: String) {
    var marks: [Mark] = []
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped, !NameSpelling.special.contains(scalar) {
        marks.append(Mark(scalar: "\\", isEscaped: true))
        isEscaped = false
      }
      if scalar == "\\", !isEscaped {
        isEscaped = true
      } else {
        marks.append(Mark(scalar: scalar, isEscaped: isEscaped))
        isEscaped = false
      }
    }
    if isEscaped { marks.append(Mark(scalar: "\\", isEscaped: true)) }
    self.marks = marks
  }

  /// The parts of text that a character separates, each as it was typed.
  static func parts(
    of text: String, at separator: Unicode.Scalar, maxSplits: Int = .max
  ) -> [String] {
    var parts = [String.UnicodeScalarView()]
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == separator, !isEscaped, parts.count <= maxSplits {
        parts.append(String.UnicodeScalarView())
      } else {
        parts[parts.count - 1].append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return parts.map { String($0) }
  }
}
