extension HelpTopic {
  /// What the file of `--events` holds.
  static var aboutEvents: String {
    let rows = EventKind.allCases.flatMap { kind in
      let line = "  \(DisplayWidth.padded(kind.rawValue, to: 20))\(kind.meaning)"
      return WrappedText.lines(of: line, width: 78, hanging: 22)
    }
    return """
      vecferry --events FILE adds a line of JSON to the file for everything that
      happens, as soon as it happens; - is standard output, and a named pipe waits
      for its reader. In a session set events FILE begins, and set events off ends
      it; a named pipe has to have its reader then. A file that is made can be read
      by you alone. Each line has schema (\(EventLog.schema)), time (RFC 3339, UTC),
      event and process. Fields are added and never renamed. Of clusters the address
      is told and no credential, of commands what the history keeps, without secrets.

      \(rows.joined(separator: "\n"))

      The status of a job and a result have the forms of help json. Should the file
      take no more, that is said once, and the work goes on without it.
      """
  }
}
