/// What is shown in front of the cursor: pieces of text, each in one style.
package struct Prompt: Sendable, Equatable {
  /// How a piece looks where colour is shown.
  package enum Style: String, Sendable, CaseIterable {
    case plain, dim, strong, accent, warning, danger

    /// The numbers of the terminal's "select graphic rendition", after a reset.
    var rendition: String {
      switch self {
      case .plain: "0"
      case .dim: "0;2"
      case .strong: "0;1"
      case .accent: "0;36"
      case .warning: "0;33"
      case .danger: "0;1;31"
      }
    }
  }

  /// A piece of the prompt.
  package struct Segment: Sendable, Equatable {
    /// What it says: printable characters, no line end.
    package var text: String
    /// How it looks.
    package var style: Style

    /// A piece that says `text` in `style`.
    package init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// The pieces from left to right.
  package var segments: [Segment]

  /// A prompt of several pieces; the last should end with a blank.
  package init(_ segments: [Segment]) {
    self.segments = segments
  }

  /// A prompt in plain style.
  package init(_ text: String) {
    self.init([Segment(text)])
  }

  /// Shown where a command goes on in the next line.
  package static let continuation = Prompt([Segment("… ", .dim)])

  /// What it says, without style.
  package var text: String { segments.map(\.text).joined() }

  /// The columns it takes.
  package var width: Int { DisplayWidth.columns(of: text) }

  /// The same prompt, cut from the left if it takes more than `columns`.
  package func shortened(to columns: Int) -> Prompt {
    guard width > columns else { return self }
    var kept: [Segment] = []
    var room = max(columns - 1, 2)
    for segment in segments.reversed() where room > 0 {
      let text = DisplayWidth.suffix(of: segment.text, within: room)
      room = text == segment.text ? room - DisplayWidth.columns(of: text) : 0
      kept.insert(Segment(text, segment.style), at: 0)
    }
    return Prompt([Segment("…")] + kept)
  }

  /// The prompt for a terminal, with each change of style between two `mark`s.
  ///
  /// libedit loses a change of style at the very end, and the whole prompt after two in a row. So
  /// there is one sequence for each change, and the last stands before the final blank.
  func rendered(inColour: Bool, mark: String) -> String {
    let plain = text.hasSuffix(" ") ? String(text.dropLast()) : text
    guard inColour else { return plain + " " }
    var result = ""
    var current = Style.plain
    var room = plain[...]
    for segment in segments where !segment.text.isEmpty && !room.isEmpty {
      let piece = room.prefix(segment.text.count)
      room = room.dropFirst(segment.text.count)
      if segment.style != current {
        result += "\(mark)\u{1b}[\(segment.style.rendition)m\(mark)"
        current = segment.style
      }
      result += piece
    }
    return result + (current == .plain ? " " : "\(mark)\u{1b}[0m\(mark) ")
  }
}
