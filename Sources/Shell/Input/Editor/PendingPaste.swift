internal import Foundation

/// What becomes of pasted text: one line goes into the line that is edited, more wait for Enter.
struct PendingPaste: Equatable {
  /// The line being edited after a paste.
  struct Line: Equatable {
    var beforeCursor: String
    var afterCursor: String
  }

  /// Lines that run, in this order, before the one that is being edited.
  private(set) var held: [String] = []

  /// Takes `text` that was pasted into `line`, and returns the line to be edited from now on.
  ///
  /// Of several lines the last, which may be empty, stays to be edited; those before it are held.
  mutating func paste(_ text: String, into line: Line) -> Line {
    var lines = Self.cleaned(text).split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count == 2, lines[1].isEmpty { lines.removeLast() }  // one line and its end
    let last = String(lines.popLast() ?? "")
    guard let first = lines.first else {
      return Line(beforeCursor: line.beforeCursor + last, afterCursor: line.afterCursor)
    }
    held.append(line.beforeCursor + first)
    held += lines.dropFirst().map(String.init)
    return Line(beforeCursor: last, afterCursor: line.afterCursor)
  }

  /// Enter: returns all that is to run, with `line` as the last, and holds nothing any more.
  mutating func accept(_ line: String) -> [String] {
    defer { held = [] }
    let isBlank = line.allSatisfy(\.isWhitespace)
    return held.isEmpty || !isBlank ? held + [line] : held
  }

  /// Ctrl-C: forgets the lines.
  mutating func discard() {
    held = []
  }

  /// What the user is told about the lines that wait, given the line being edited.
  func notice(editing line: Line) -> String {
    let isBlank = (line.beforeCursor + line.afterCursor).allSatisfy(\.isWhitespace)
    let count = held.count + (isBlank ? 0 : 1)
    return "\(count) lines pasted: Enter runs them in order, Ctrl-C discards them"
  }

  /// `text` in composed form, with one kind of line end, blanks for tabs and no control codes.
  private static func cleaned(_ text: String) -> String {
    let scalars = text.replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(of: "\r", with: "\n")
      .replacingOccurrences(of: "\t", with: "    ")
      .precomposedStringWithCanonicalMapping.unicodeScalars
    return String(
      String.UnicodeScalarView(
        scalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }))
  }
}
