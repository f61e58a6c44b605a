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
}
