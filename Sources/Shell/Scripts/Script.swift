internal import Foundation

/// A script that was read and split, ready to run.
package struct Script: Sendable, Equatable {
  /// The name in messages.
  package var name: String
  /// The absolute path; nil if it is no file.
  package var path: String?
  /// The statements in order.
  package var statements: [Statement]

  /// Splits the text of a script.
  ///
  /// - Throws: `ScriptError` with the place of the mistake; nothing has run then.
  package init(text: String, name: String, path: String? = nil) throws(ScriptError) {
    try self.init(texts: [text], name: name, path: path)
  }

  /// Splits texts that follow each other, of which each holds whole commands; lines are counted on.
  ///
  /// - Throws: `ScriptError` with the place of the mistake; nothing has run then.
  package init(texts: [String], name: String, path: String? = nil) throws(ScriptError) {
    self.name = name
    self.path = path
    statements = []
    var line = 1
    for text in texts {
      do {
        statements += try StatementParser.statements(of: text, line: line)
      } catch {
        throw ScriptError(
          error: error.usageError, place: ScriptPlace(name: name, line: error.line))
      }
      line += 1 + text.utf8.count { $0 == UInt8(ascii: "\n") }
    }
  }

  /// Reads and splits a file or a pipe, whose name begins in the folder if it is relative.
  ///
  /// - Throws: `UsageError.unreadableFile` or `.badText`, `ScriptError` with the place of the mistake,
  ///   or `CancellationError`.
  package init(file name: String, in folder: String) async throws {
    let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
    let file = ForeignFile(name: name, path: path, noun: "the script")
    let (text, isRegular) = try await file.read()
    // What comes through a pipe is in no folder, and another pipe is not the same script again.
    let place = isRegular ? URL(filePath: path).resolvingSymlinksInPath().path : nil
    try self.init(text: text, name: name, path: place)
  }
}
