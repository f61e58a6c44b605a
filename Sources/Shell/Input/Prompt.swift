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
    /// What may become of it in a narrow window.
    package var yielding: Yielding

    /// A piece that says `text` in `style`.
    package init(_ text: String, _ style: Style = .plain, yielding: Yielding = .never) {
      self.text = text
      self.style = style
      self.yielding = yielding
    }
  }

  /// What may become of a piece in a narrow window.
  package enum Yielding: Sendable {
    /// It stays as it is, as long as that is possible.
    case never
    /// It is left out before anything else is shortened.
    case vanishes
    /// It is a name, and gives way in its middle: both its ends tell names apart.
    case shrinks
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

  /// The same prompt, in at most `columns` if that is possible at all.
  ///
  /// First what tells nothing of the session goes, then names give way in their middle, and only then
  /// is the left side cut off.
  package func shortened(to columns: Int) -> Prompt {
    guard width > columns else { return self }
    let essential = Prompt(segments.filter { $0.yielding != .vanishes })
    let shrunk = essential.shrunk(to: columns)
    return shrunk.width <= columns ? shrunk : shrunk.cut(to: columns)
  }

  /// The prompt with its names shortened, all to the same width if they have to be.
  private func shrunk(to columns: Int) -> Prompt {
    let names = segments.filter { $0.yielding == .shrinks }.map {
      DisplayWidth.columns(of: $0.text)
    }
    guard width > columns, !names.isEmpty else { return self }
    let room = columns - (width - names.reduce(0, +))
    // A short name leaves its room to the others.
    var (limit, left) = (0, names.sorted())
    var rest = room
    while let shortest = left.first, shortest * left.count <= rest {
      rest -= shortest
      left.removeFirst()
    }
    // Three: one letter, the mark, one letter.
    limit = max(3, left.isEmpty ? columns : rest / left.count)
    return Prompt(
      segments.map { segment in
        guard segment.yielding == .shrinks else { return segment }
        var shorter = segment
        shorter.text = DisplayWidth.shortenedInside(segment.text, to: limit)
        return shorter
      })
  }

  private func cut(to columns: Int) -> Prompt {
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
