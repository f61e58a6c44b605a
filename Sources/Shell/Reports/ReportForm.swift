internal import ArgumentParser

/// The form of a report, by the end of its file's name.
package enum ReportForm: String, CaseIterable, Sendable {
  /// One JSON document.
  case json
  /// One HTML page.
  case html

  /// The form of the file at a path; nil if its name ends otherwise.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }

  /// Passes unless the name of the file promises a page, where a command writes only JSON.
  package static func refusePage(_ path: String?) throws {
    guard let path, Self(path: path) == .html else { return }
    throw ValidationError("the report is JSON here: let the name of its file end in .json")
  }
}
