/// Text as a page shows it: nothing that a server or a user named can become markup.
enum HTMLText {
  /// The text with the five characters of markup as references, and control characters as `\u{…}`.
  static func escaped(_ text: String) -> String {
    ControlCharacters.shown(text).unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: String(scalar)
      }
    }.joined()
  }
}
