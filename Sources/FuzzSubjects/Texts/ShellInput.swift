internal import Shell
internal import TestSupport

/// What a person could type.
enum ShellInput {
  /// Anything.
  case text(String)
  /// Words to be quoted.
  case words([String])
  /// A command line with a secret where commands take one.
  case secret(String)
}

extension ShellInput {
  /// What stands in each line with a secret and must not be seen again.
  static let secret = "hunter2"

  private static let pieces = [
    "list", "connect", "-", "@", "a", "b=c", " ", " ", "  ", "\t", "\n", "\r\n", "\\\n", "\\", "'",
    "\"",
    "$", "$A", "$EMPTY", "$UNSET", "${A}", "${A:-b c}", "${EMPTY:-}", "${UNSET:-x'\"}", "${", "}",
    "$1",
    "$9", "$@", "\"$@\"", "#", ";", "&", "&&", "||", "|", "<", ">", "(", ")", "`", "source:", "x.y",
    "*",
    "?", "https://u:p@h", "\0", "\u{301}", "é", "👩", "\u{85}", "\u{2028}", "\u{600}",
  ]

  init(using generator: inout SeededGenerator) {
    switch generator.below(4) {
    case 0: self = .words(Self.words(using: &generator))
    case 1: self = .secret(Self.secretLine(using: &generator))
    default: self = .text(Self.text(using: &generator))
    }
  }

  private static func text(using generator: inout SeededGenerator) -> String {
    (0..<generator.size(upTo: 24)).map { _ in
      generator.once(in: 5) ? RandomText.text(upTo: 4, using: &generator) : generator.pick(pieces)
    }.joined()
  }

  private static func words(using generator: inout SeededGenerator) -> [String] {
    (0...generator.below(4)).map { _ in RandomText.text(upTo: 8, using: &generator) }
  }

  private static func secretLine(using generator: inout SeededGenerator) -> String {
    let line =
      generator.pick(["", "", "@", "-", "list x; ", "echo a && ", "a & "])
      + command(using: &generator)
      + generator.pick(["", "", " && b", "; b", " | b", " &", " # note", " 'open", " $UNSET"])
    // Half of the quotes that are not closed are closed in a later line, or never.
    guard generator.once(in: 6), let quote = line.lastIndex(of: "'") else { return line }
    return String(line[..<quote])
  }

  private static func command(using generator: inout SeededGenerator) -> String {
    let secret = password(using: &generator, allowsBlanks: true)
    switch generator.below(5) {
    case 0: return "connect source " + Quoting.quoted(address(using: &generator))
    case 1:
      let option = generator.pick(["--token", "--password", "--api-key", "--token-command"])
      return "connect source h \(option)\(generator.pick([" ", "="]))\(Quoting.quoted(secret))"
    case 2:
      let name = generator.pick(["TOKEN", "DB_PASSWORD", "my_secret", "apiKey"])
      return "\(generator.pick(["let", "le", "l"])) \(name) \(Quoting.quoted(secret)) x"
    case 3: return "connect source h --user \(Quoting.quoted("root:" + secret))"
    default: return "conect target \(Quoting.quoted(address(using: &generator))) --label x"
    }
  }

  /// An address with a login; without a scheme it needs a colon and takes no blanks.
  private static func address(using generator: inout SeededGenerator) -> String {
    let scheme = generator.pick(["", "http://", "https://", "htps://"])
    let user = scheme.isEmpty ? "root:" : generator.pick(["", "root:", "a@b:"])
    var secret = password(using: &generator, allowsBlanks: !scheme.isEmpty)
    // In front of a colon stands a user, who is no secret.
    if user.isEmpty { secret.removeAll { $0 == ":" } }
    return scheme + user + secret
      + generator.pick(["@h", "@10.0.0.7:19530", "@h/db", "@h:1/db?x=1"])
  }

  private static func password(
    using generator: inout SeededGenerator, allowsBlanks: Bool
  ) -> String {
    let marks = ["", "", "@", "/", ":", "?", "#", "=", "&", "%", "\"", "'", "\\", "$", "é", "://"]
    let pieces = allowsBlanks ? marks + [" ", "  "] : marks
    return generator.pick(pieces) + generator.pick(pieces) + secret + generator.pick(pieces)
      + generator.pick(pieces)
  }
}
