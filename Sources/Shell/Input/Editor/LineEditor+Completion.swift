internal import CEditline

/// TAB.
extension LineEditor {
  /// Completes what is left of the cursor, or lists what fits.
  func complete() -> KeyOutcome {
    let line = line
    let found = surroundings.completer.completions(
      for: line.beforeCursor + line.afterCursor, cursor: line.beforeCursor.count)
    if let note = found.note { redraw(below: ["(\(note))"]) }
    let typed = String(line.beforeCursor.suffix(found.replacing))
    if let replacement = found.replacement(for: typed), replacement != typed {
      el_deletestr(handle, Int32(typed.unicodeScalars.count))
      return insert(replacement) ? .refresh : .failure
    }
    guard found.candidates.count > 1 else { return found.note == nil ? .failure : .nothing }
    list(found.candidates)
    return .nothing
  }

  private func list(_ candidates: [String]) {
    let size = output.size
    let list = CandidateList(candidates, columns: size.columns, rows: max(3, size.rows - 3))
    leavePicture()
    output.write(list.text)
    _ = ce_redraw(handle)
  }
}

/// Candidates side by side, read downwards, cut to the window.
struct CandidateList {
  /// The rows, each with its line end.
  let text: String

  /// The rows of at most `columns`, and at most `rows` of them.
  init(_ candidates: [String], columns: Int, rows: Int) {
    let width = (candidates.map { DisplayWidth.columns(of: $0) }.max() ?? 0) + 2
    let perRow = max(1, columns / width)
    let isCut = candidates.count > perRow * rows
    let shown = isCut ? Array(candidates.prefix(perRow * (rows - 1))) : candidates
    let height = (shown.count + perRow - 1) / perRow
    var lines = (0..<height).map { row in
      stride(from: row, to: shown.count, by: height).map { shown[$0] }
    }.map { cells in
      cells.dropLast().map { DisplayWidth.padded($0, to: width) }.joined() + (cells.last ?? "")
    }
    if isCut { lines.append("and \(candidates.count - shown.count) more") }
    text = lines.map { $0 + "\n" }.joined()
  }
}
