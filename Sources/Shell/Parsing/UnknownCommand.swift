internal import MigrationEngine

/// What is said about words that begin no command.
enum UnknownCommand {
  /// Other programs' words for what this one calls differently, as lines to type.
  private static let otherWords = [
    "ls": "list collections", "dir": "list collections", "collections": "list collections",
    "tables": "list collections", "databases": "list databases", "show": "list collections",
    "desc": "describe collection", "info": "status", "ps": "jobs", "ping": "list databases",
    "copy": "migrate", "clone": "migrate", "stop": "pause", "continue": "resume",
    "compare": "verify", "man": "help", "bye": "quit", ":q": "quit",
    ":q!": "quit", "logoff": "quit", "cls": "clear", "env": "let", "export": "let",
  ]

  /// Words of deeds that this program does not do, and what it does instead.
  private static let otherDeeds = [
    "select": "entities are counted and compared, not shown: count, verify",
    "query": "entities are counted and compared, not shown: count, verify",
    "delete": "only whole collections are removed, on the target: drop collection",
    "truncate": "only whole collections are removed, on the target: drop collection",
    "insert": "entities are only copied: migrate",
    "alias": "words of your own: shortcut lc list collections; those of collections: list aliases",
    "unalias": "shortcut remove, with its name; aliases of collections: list aliases",
  ]

  /// What commands with a backslash, as psql has them, are called here.
  private static let backslashWords = [
    "l": "list databases", "d": "list collections", "dt": "list collections", "c": "use",
    "q": "quit", "h": "help", "?": "help", "i": "run", "x": "set output vertical",
    "timing": "set timing on", "set": "let", "echo": "echo", "s": "history", "conninfo": "status",
  ]

  /// The error for a line whose word after `path` is not known.
  static func error(for words: [String], after path: [String], known: [String]) -> UsageError {
    let typed = words[path.count]
    if path.isEmpty, let end = ["source", "target"].first(where: { $0 == typed }) {
      return error(forEnd: end, words: words)
    }
    let name = (path + [Scrubber.scrubbed(unreadable: typed)]).joined(separator: " ")
    return UsageError(
      .unknownCommand, "unknown command \"\(name)\"",
      hint: hint(for: words, after: path, known: known))
  }

  /// The error for a command that was typed with a backslash in front of it.
  static func error(forBackslash words: [String]) -> UsageError {
    var word = words[0]
    // psql lets details follow the name without a blank: \dt+.
    while !word.isEmpty, "+S".contains(word.last ?? " ") { word.removeLast() }
    let isDescribed = word == "d" && words.count > 1
    let line =
      isDescribed
      ? "describe collection \(Quoting.quoted(words[1]))" : backslashWords[word] ?? "help"
    return UsageError(
      .unknownCommand, "commands have no backslash: \"\\\(words[0])\"", hint: line)
  }

  private static func hint(for words: [String], after path: [String], known: [String]) -> String? {
    let (typed, rest) = (words[path.count], words.dropFirst(path.count + 1))
    if path.isEmpty, let first = typed.split(separator: " ").first, first.count < typed.count,
      known.contains(String(first))
    {
      return "without the quotes: \(Scrubber.scrubbed(unreadable: typed))"
    }
    if path.isEmpty, let line = line(for: typed, rest.first) { return line }
    let near = DidYouMean.candidates(for: typed, among: known)
      .map { (path + [$0]).joined(separator: " ") }
    if !near.isEmpty { return DidYouMean.phrase(near) }
    // What follows is a name, and what it names is most often a collection.
    if [["describe"], ["drop"]].contains(path), known.contains("collection") {
      return "\(path[0]) collection \(Quoting.quoted(typed))"
    }
    return path.isEmpty ? nil : "one of \(known.joined(separator: ", "))"
  }

  /// What to type in the place of a word that another program would know.
  private static func line(for word: String, _ next: String?) -> String? {
    let word = word.lowercased()
    if let deed = otherDeeds[word] { return deed }
    if word == "show", let next, ["databases", "partitions", "indexes", "aliases"].contains(next) {
      return "list \(next)"
    }
    if let line = otherWords[word] {
      let takesNext = ["desc", "man", "copy", "clone", "compare"].contains(word)
      return takesNext && next != nil ? "\(line) \(Quoting.quoted(next ?? ""))" : line
    }
    guard looksLikePlace(word) else { return nil }
    return Side.allCases.map { "connect \($0.rawValue) \(Quoting.quoted(word))" }
      .joined(separator: ", or ")
  }

  /// Whether a word that stands alone is the address of a server or the id of a cluster.
  private static func looksLikePlace(_ word: String) -> Bool {
    let isAddress = word.contains("://") || word.contains(".") && word.contains(where: \.isNumber)
    return isAddress && !word.contains("/") || word.contains("://")
      || ClusterResolver.isClusterID(word)
  }

  private static func error(forEnd end: String, words: [String]) -> UsageError {
    let use = end == "source" ? "read from" : "write to"
    let rest = Quoting.line(Array(words.dropFirst()))
    let place = rest.isEmpty ? "10.0.0.7" : rest
    return UsageError(
      .unknownCommand, "\"\(end)\" names the cluster to \(use), not a command",
      hint: end == "source" && !rest.isEmpty
        ? "to replay a script: run \(rest); to open a cluster: connect source \(rest)"
        : "to open a cluster: connect \(end) \(place)")
  }
}
