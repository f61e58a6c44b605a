#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

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
    self.name = name
    self.path = path
    do {
      statements = try StatementParser.statements(of: text)
    } catch {
      throw ScriptError(
        error: error.usageError, place: ScriptPlace(name: name, line: error.line))
    }
  }

  /// Reads and splits a file, whose name begins in the folder if it is relative.
  ///
  /// - Throws: `UsageError.unreadableFile`, or `ScriptError` with the place of the mistake.
  package init(file name: String, in folder: String) throws {
    let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(.unreadableFile, "the script \"\(name)\" cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw UsageError(.unreadableFile, "the script \"\(name)\" is no UTF-8 text")
    }
    try self.init(
      text: text, name: name, path: URL(filePath: path).resolvingSymlinksInPath().path)
  }
}

/// A mistake in a script, with its place.
package struct ScriptError: Error, Sendable, Equatable {
  /// The mistake.
  package var error: UsageError
  /// Where it is.
  package var place: ScriptPlace
}
