internal import MigrationEngine

/// What is said about words that begin no command.
enum UnknownCommand {
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
    let line = isDescribed ? "describe collection" : backslashWords[word] ?? "help"
    let takesName = isDescribed || backslashWordsWithName.contains(word)
    // What psql connects with may hold a password; a name has no sign of it.
    let name = words.count == 2 && takesName && !words[1].contains("=") ? words[1] : nil
    return UsageError(
      .unknownCommand, "commands have no backslash: \"\\\(words[0])\"",
      hint: name.map { "\(line) \(Quoting.quoted(Scrubber.scrubbed(unreadable: $0)))" } ?? line)
  }

  private static func hint(for words: [String], after path: [String], known: [String]) -> String? {
    let (typed, rest) = (words[path.count], words.dropFirst(path.count + 1))
    if path.isEmpty, let first = typed.split(separator: " ").first, first.count < typed.count,
      known.contains(String(first))
    {
      return "without the quotes: \(Scrubber.scrubbed(unreadable: typed))"
    }
    if path.isEmpty, let line = line(for: typed, rest, known) { return line }
    let near = DidYouMean.candidates(for: typed, among: known)
      .map { (path + [$0]).joined(separator: " ") }
    if !near.isEmpty { return DidYouMean.phrase(near) }
    // What follows is a name, and what it names is most often a collection.
    if [["describe"], ["drop"]].contains(path), known.contains("collection") {
      return "\(path[0]) collection \(Quoting.quoted(Scrubber.scrubbed(unreadable: typed)))"
    }
    return path.isEmpty ? nil : "one of \(known.joined(separator: ", "))"
  }

  /// What to type in the place of a word that another program would know.
  private static func line(
    for word: String, _ rest: ArraySlice<String>, _ known: [String]
  ) -> String? {
    let (word, next) = (word.lowercased(), rest.first)
    if ["show", "get"].contains(word), let next {
      if let line = shown(next, rest.dropFirst(), known) { return line }
    }
    if word == "delete", next == "collection" { return "drop collection" }
    if word == "open", let next, !next.hasPrefix("-") { return connecting(next) }
    if let deed = otherDeeds[word] { return deed }
    if let line = otherWords[word] {
      let name = next.flatMap { wordsWithName.contains(word) ? $0 : nil }
      return name.map { "\(line) \(Quoting.quoted(Scrubber.scrubbed(unreadable: $0)))" } ?? line
    }
    return looksLikePlace(word) ? connecting(word) : nil
  }

  /// What shows what follows `show` or `get`: all of a kind, or one of them by its name.
  private static func shown(
    _ kind: String, _ rest: ArraySlice<String>, _ known: [String]
  ) -> String? {
    let kind = kind.lowercased()
    let kinds = [kind, kind + "s", kind + "es"]
    let names = rest.prefix { !$0.hasPrefix("-") }
      .map { Quoting.quoted(Scrubber.scrubbed(unreadable: $0)) }
    let one = ["collection", "cluster"].first { [$0, $0 + "s"].contains(kind) }
    // Several words after a plural are another program's clause, as in `show collections like x`.
    if let name = names.first, let one, names.count == 1 || kind == one {
      return "describe \(one) \(name)"
    }
    guard let plural = listed.first(where: kinds.contains) else {
      return kinds.contains("profiles") ? "profile list" : known.first(where: kinds.contains)
    }
    guard ["partitions", "indexes"].contains(plural) else { return "list \(plural)" }
    // Those of one collection only.
    return names.count == 1 ? "list \(plural) \(names[0])" : "help list \(plural)"
  }

  /// What `list` knows, as the second word of other programs' commands.
  private static let listed = [
    "collections", "databases", "partitions", "indexes", "aliases", "clusters", "projects",
  ]

  private static func connecting(_ place: String) -> String {
    let place = Quoting.quoted(Scrubber.scrubbed(unreadable: place))
    return Side.allCases.map { "connect \($0.rawValue) \(place)" }.joined(separator: ", or ")
  }

  /// Whether a word that stands alone is the address of a server or the id of a cluster.
  private static func looksLikePlace(_ word: String) -> Bool {
    let isAddress = word.contains("://") || word.contains(".") && word.contains(where: \.isNumber)
    return isAddress && !word.contains("/") || word.contains("://")
      || ClusterResolver.isClusterID(word)
  }

  private static func error(forEnd end: String, words: [String]) -> UsageError {
    let use = end == "source" ? "read from" : "write to"
    let rest = Quoting.line(Scrubber.scrubbed(Array(words.dropFirst())))
    let place = rest.isEmpty ? "10.0.0.7" : rest
    return UsageError(
      .unknownCommand, "\"\(end)\" names the cluster to \(use), not a command",
      hint: end == "source" && !rest.isEmpty
        ? "to replay a script: run \(rest); to open a cluster: connect source \(rest)"
        : "to open a cluster: connect \(end) \(place)")
  }
}
