package import ArgumentParser

/// The command `help [COMMAND|TOPIC|CODE]`.
package struct HelpShow: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Explain a command, a topic or a code.", aliases: ["?"])
  package static let examples = [
    Example("help", "all commands and topics"), Example("help migrate", "one command"),
    Example("help scripts", "a topic"),
    Example("help source.unreachable", "the code of an error, or of a finding"),
  ]
  package static let seeAlso = ["topic keys", "topic scripts"]
  package static let replay = Replay.unrecorded

  @Argument(help: "Command, topic or code.", completion: .names(.topics))
  package var words: [String] = []
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    guard let first = words.first else {
      return CommandResult(HelpOverview(tree: session.tree))
    }
    if words.count == 1, let page = CodePage(first) {
      return CommandResult(TextScreen(text: page.text))
    }
    if ["topic", "topics"].contains(first), words.count == 1 {
      return CommandResult(TextScreen(text: HelpTopic.list))
    }
    let isTopic = first == "topic" && words.count == 2
    if isTopic, let topic = HelpTopic(rawValue: words[1]) {
      return CommandResult(TextScreen(text: topic.text))
    }
    let tree = session.tree
    let isCommand = tree.command(named: words) != nil
    if words.count == 1, let topic = HelpTopic(rawValue: first) {
      // Some topics have the name of a command: both are explained.
      let page = isCommand ? try page(of: words, in: tree).text + "\n\n" : ""
      return CommandResult(TextScreen(text: page + topic.text))
    }
    if !isCommand, !tree.words(after: words).isEmpty {
      return CommandResult(HelpOverview(tree: tree, beginning: words))
    }
    let names = try? tree.resolve(words, allowsAbbreviations: true)
    if names == nil, words.count == 1, let topic = HelpTopic.about(first) {
      return CommandResult(TextScreen(text: topic.text))
    }
    return CommandResult(TextScreen(text: try page(of: words, in: tree).text))
  }

  private func page(of words: [String], in tree: CommandTree) throws(UsageError) -> HelpPage {
    do {
      let command = try tree.resolve(words, allowsAbbreviations: true).command
      return HelpPage(command, info: tree.info(of: command))
    } catch {
      guard words.count == 1 else { throw error }
      let known = HelpTopic.allCases.map(\.rawValue) + tree.words(after: []) + CodePage.all
      let near = DidYouMean.candidates(for: words[0], among: known)
      throw UsageError(
        .unknownTopic, "there is no command, no topic and no code \"\(words[0])\"",
        hint: DidYouMean.phrase(near))
    }
  }
}
