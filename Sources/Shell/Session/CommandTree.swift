internal import ArgumentParser
internal import Synchronization

/// All commands by the words of their names.
package final class CommandTree: Sendable {
  /// The commands in the order of `help`.
  package let commands: [any ShellCommand.Type]

  private let infos = Mutex<[String: CommandInfo]>([:])

  /// Makes a tree of commands.
  package init(_ commands: [any ShellCommand.Type]) {
    self.commands = commands
  }

  /// What the words at the beginning of a line name, and the words after them.
  package struct Resolution {
    /// The command.
    package var command: any ShellCommand.Type
    /// The words after its name.
    package var arguments: [String]
  }

  /// The command that the line begins with.
  ///
  /// A word that could go on a command's name does so: `history delete` is not `history`. With
  /// `allowsAbbreviations` the beginning of a word is enough if no other word begins so; an exact
  /// word always wins. The error says what was probably meant.
  package func resolve(
    _ words: [String], allowsAbbreviations: Bool
  ) throws(UsageError) -> Resolution {
    var path: [String] = []
    while true {
      let words = path.count < words.count ? spelled(words, path, allowsAbbreviations) : words
      let isLonger = path.count < words.count && self.words(after: path).contains(words[path.count])
      if !isLonger, let command = command(named: path) {
        return Resolution(command: command, arguments: Array(words.dropFirst(path.count)))
      }
      guard path.count < words.count else { throw missingWord(after: path) }
      path.append(
        try nextWord(words, after: path, allowsAbbreviations: allowsAbbreviations))
    }
  }

  /// The words that can follow a path of whole words, without repetition.
  package func words(after path: [String]) -> [String] {
    var words: [String] = []
    for name in names where name.count > path.count && Array(name.prefix(path.count)) == path {
      if !words.contains(name[path.count]) { words.append(name[path.count]) }
    }
    return words
  }

  /// The command whose name, or other name, is made of these words.
  package func command(named path: [String]) -> (any ShellCommand.Type)? {
    let name = path.joined(separator: " ")
    return commands.first { $0.name == name || $0.configuration.aliases.contains(name) }
  }

  /// What a command declares; read once.
  package func info(of command: any ShellCommand.Type) -> CommandInfo {
    if let known = infos.withLock({ $0[command.name] }) { return known }
    let info = CommandInfo(command, example: command.examples.first?.line)
    infos.withLock { $0[command.name] = info }
    return info
  }

  /// The words, of which the one after the path is in small letters if that makes it a known one.
  private func spelled(
    _ words: [String], _ path: [String], _ allowsAbbreviations: Bool
  ) -> [String] {
    let small = words[path.count].lowercased()
    guard allowsAbbreviations, self.words(after: path).contains(small) else { return words }
    var spelled = words
    spelled[path.count] = small
    return spelled
  }

  private var names: [[String]] {
    let texts: [[String]] = commands.map { [$0.name] + $0.configuration.aliases }
    return texts.joined().map { $0.split(separator: " ").map(String.init) }
  }

  private func nextWord(
    _ words: [String], after path: [String], allowsAbbreviations: Bool
  ) throws(UsageError) -> String {
    let known = self.words(after: path)
    let typed = words[path.count]
    if known.contains(typed) { return typed }
    let start = allowsAbbreviations ? typed.lowercased() : typed
    let matches = typed.isEmpty ? [] : known.filter { $0.hasPrefix(start) }
    guard let match = matches.first else {
      throw UnknownCommand.error(for: words, after: path, known: known)
    }
    guard matches.count == 1 else {
      throw UsageError(
        .ambiguousCommand, "\"\(Self.text(path + [typed]))\" could be several commands",
        hint: DidYouMean.phrase(matches.map { Self.text(path + [$0]) }))
    }
    guard allowsAbbreviations else {
      throw UsageError(
        .unknownCommand, "\"\(typed)\" is an abbreviation, which only a prompt understands",
        hint: "write \(Self.text(path + [match]))")
    }
    return match
  }

  private func missingWord(after path: [String]) -> UsageError {
    let choices = words(after: path).joined(separator: ", ")
    guard !path.isEmpty else { return UsageError(.unknownCommand, "there is no command") }
    return UsageError(
      .missingArgument, "\"\(Self.text(path))\" needs a second word",
      hint: "one of \(choices)")
  }

  private static func text(_ path: [String]) -> String {
    path.joined(separator: " ")
  }
}
