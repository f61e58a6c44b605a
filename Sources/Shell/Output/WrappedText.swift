/// Breaks lines at blanks, so that a narrow window does not break them within words.
enum WrappedText {
  /// The line in parts of at most `width` columns; a word that is longer stays whole.
  ///
  /// Parts after the first are indented as the first is, and a little more.
  static func lines(of line: String, width: Int, hanging: Int? = nil) -> [String] {
    guard width > 0, DisplayWidth.columns(of: line) > width else { return [line] }
    let indent = hanging ?? Self.indent(of: line)
    // Where hardly anything is left beside the indentation, it is given up.
    let start = String(repeating: " ", count: indent > width / 2 ? 0 : indent)
    var lines: [String] = []
    var current = ""
    var hasWord = false
    for word in words(of: line) {
      let fits = DisplayWidth.columns(of: current + word.gap + word.text) <= width
      if fits || !hasWord {
        current += word.gap + word.text
      } else {
        lines.append(current)
        current = start + word.text
      }
      hasWord = true
    }
    return lines + [current]
  }

  /// The columns at which a line goes on: behind its label, if it has one, else behind its blanks.
  private static func indent(of line: String) -> Int {
    for label in ["hint:  ", "code:  "] where line.hasPrefix(label) { return label.count }
    let blanks = line.prefix { $0 == " " }.count
    return line.dropFirst(blanks).hasPrefix("hint: ") ? blanks + 6 : blanks + 2
  }

  /// The words, each with the blanks before it.
  private static func words(of line: String) -> [(gap: String, text: String)] {
    var words: [(gap: String, text: String)] = []
    var rest = line[...]
    while !rest.isEmpty {
      let gap = rest.prefix { $0 == " " }
      let text = rest[gap.endIndex...].prefix { $0 != " " }
      if !text.isEmpty { words.append((String(gap), String(text))) }
      rest = rest[text.endIndex...]
    }
    return words
  }
}
