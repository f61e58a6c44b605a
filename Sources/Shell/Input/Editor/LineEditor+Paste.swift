internal import CEditline
internal import Foundation

/// Text that comes in one piece: a paste, or the file of an external editor.
extension LineEditor {
  /// Takes a paste to its closing bracket: nothing in it is a key, and nothing runs before Enter.
  func takePaste() -> KeyOutcome {
    let closing = Array("\u{1b}[201~".unicodeScalars)
    var scalars: [Unicode.Scalar] = []
    while let key = readKey() {
      scalars.append(key)
      guard scalars.suffix(closing.count) != closing[...] else {
        scalars.removeLast(closing.count)
        break
      }
    }
    return take(String(String.UnicodeScalarView(scalars)), into: line)
  }

  /// Ctrl-X Ctrl-E: hands the line to the user's editor and takes back what it saved.
  func editExternally() -> KeyOutcome {
    let line = line
    let file = FileManager.default.temporaryDirectory
      .appending(path: "\(surroundings.program)-\(UUID().uuidString)")
    let content = Data((line.beforeCursor + line.afterCursor + "\n").utf8)
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: content, attributes: [.posixPermissions: 0o600])
    else { return .failure }
    defer { try? FileManager.default.removeItem(at: file) }
    let isSaved = withPlainTerminal { ce_edit_file(file.path, output.descriptor) == 0 }
    guard isSaved, let saved = try? Data(contentsOf: file) else { return .redrawnLine }
    do {
      let text = try ForeignText.decoded(saved)
      replaceLine(with: PendingPaste.Line(beforeCursor: "", afterCursor: ""))
      return take(text, into: self.line)
    } catch {
      redraw(below: ["(what the editor saved is no UTF-8 text: \(error.what))"])
      return .redrawnLine
    }
  }

  /// Runs `body` with the terminal as other programs expect it, and draws the line anew after it.
  func withPlainTerminal<Result>(_ body: () -> Result) -> Result {
    leavePicture()
    setBracketedPaste(false)
    _ = ce_prepare_terminal(handle, 0)
    defer {
      _ = ce_prepare_terminal(handle, 1)
      setBracketedPaste(true)
      _ = surroundings.interrupts.takeInterrupt()
      el_resize(handle)
      renderPrompt()
      _ = ce_redraw(handle)
    }
    return body()
  }

  private func take(_ text: String, into line: PendingPaste.Line) -> KeyOutcome {
    let heldBefore = paste.held.count
    let edited = paste.paste(text, into: line)
    guard paste.held.count > heldBefore else {
      replaceLine(with: edited)
      return .refresh
    }
    redraw {
      replaceLine(with: edited)
      output.write(paste.notice(editing: edited) + "\n")
    }
    return .nothing
  }
}
