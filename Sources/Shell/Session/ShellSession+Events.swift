extension ShellSession {
  /// Tells from now on in this file, or nowhere; what was begun is told to its end where it was.
  ///
  /// - Throws: `UsageError.unwritableFile`.
  func tellEvents(in path: String?) throws(UsageError) {
    var log: EventLog?
    if let path { log = try EventLog(path, console: console, waitsForReader: false) }
    update { $0.events = log }
  }
}
