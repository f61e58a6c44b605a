internal import TestSupport
internal import Testing

extension LineProcess {
  /// Another process, which holds the journal of a folder until its input ends.
  static func holdingJournal(of folder: String) async throws -> LineProcess {
    let other = try LineProcess(
      "/bin/sh",
      [
        "-c", "exec 9>>\"$0\" && flock 9 && echo $$ >\"$0\" && echo held && read -r line",
        "\(folder)/journal.lock",
      ], environment: ["PATH": "/usr/bin:/bin"])
    var lines = other.lines.makeAsyncIterator()
    try #require(await lines.next() == "held")
    return other
  }
}
