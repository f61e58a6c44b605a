/// What is said about words that begin no command.
enum UnknownCommand {
  /// Other programs' words for what this one calls differently.
  private static let otherWords = [
    "ls": "list collections", "show": "describe collection", "bye": "exit", "delete": "drop",
    "copy": "migrate", "ps": "jobs", "stop": "pause",
  ]

  /// The error for a line whose word after `path` is not known.
  static func error(for words: [String], after path: [String], known: [String]) -> UsageError {
    let typed = words[path.count]
    if path.isEmpty, let end = ["source", "target"].first(where: { $0 == typed }) {
      return error(forEnd: end, words: words)
    }
    let name = (path + [typed]).joined(separator: " ")
    let near = DidYouMean.candidates(for: typed, among: known)
      .map { (path + [$0]).joined(separator: " ") }
    let other = path.isEmpty ? otherWords[typed].map { [$0] } : nil
    let choices = path.isEmpty ? nil : "one of \(known.joined(separator: ", "))"
    return UsageError(
      .unknownCommand, "unknown command \"\(name)\"",
      hint: DidYouMean.phrase(near.isEmpty ? other ?? [] : near) ?? choices)
  }

  private static func error(forEnd end: String, words: [String]) -> UsageError {
    let use = end == "source" ? "read from" : "write to"
    let rest = Quoting.line(Array(words.dropFirst()))
    return UsageError(
      .unknownCommand, "\"\(end)\" names the cluster to \(use), not a command",
      hint: end == "source" && !rest.isEmpty
        ? "to replay a script: run \(rest); to open a cluster: connect source \(rest)"
        : "connect \(end) PLACE")
  }
}
