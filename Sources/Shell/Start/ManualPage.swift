internal import ArgumentParser

/// The manual pages, made of the same declarations as `help`.
package enum ManualPage: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// vecferry(1): options, commands, files, exit statuses.
  case vecferry
  /// vecferry-scripts(7): quoting, addresses, scripts, JSON.
  case scripts = "vecferry-scripts"

  /// The page for `man`, in its language.
  package var text: String {
    switch self {
    case .vecferry: Self.program
    case .scripts: Self.language
    }
  }

  private static var program: String {
    let tree = CommandTree.standard
    let start = HelpPage(start: CommandInfo(StartOptions.self))
    var page = Roff(title: "vecferry", section: 1, does: "move Milvus collections between clusters")
    page.section("SYNOPSIS", start.synopsis.map { "  \($0)" }.joined(separator: "\n"))
    page.section("OPTIONS", rows: start.optionRows)
    page.section(
      "COMMANDS",
      """
      Each of them can be typed at the prompt, stand in a script, or follow the program's own
      options. Each takes these options beside its own:
      """,
      rows: HelpPage(VersionShow.self, info: tree.info(of: VersionShow.self)).optionRows)
    for command in tree.commands {
      page.subsection(HelpPage(command, info: tree.info(of: command)))
    }
    let topics: [HelpTopic] = [
      .addresses, .files, .proxies, .profiles, .jobs, .verification, .keys, .secrets, .variables,
      .versions, .access, .privileges, .machines, .codes,
    ]
    for topic in topics {
      page.section(topic.rawValue.uppercased(), topic.text)
    }
    page.section(
      "FILES",
      rows: [
        ("$XDG_STATE_HOME/vecferry", "journal, rejects and history, for the owner alone"),
        ("~/.local/state/vecferry", "the same, where XDG_STATE_HOME is not set"),
        ("$XDG_RUNTIME_DIR/vecferry", "sockets by which other terminals steer running jobs"),
        ("$XDG_CONFIG_HOME/vecferry/profiles.yaml", "clusters with names, for the owner alone"),
        ("$XDG_CONFIG_HOME/vecferry/rc", "commands that a session at a prompt begins with"),
        ("~/.config/vecferry", "both of them, where XDG_CONFIG_HOME is not set"),
        ("~/.editrc", "keys of the line editor"),
      ])
    page.section("EXIT STATUS", HelpTopic.status.text)
    page.section("SEE ALSO", "vecferry-scripts(7)")
    return page.text
  }

  private static var language: String {
    var page = Roff(title: "vecferry-scripts", section: 7, does: "the language of vecferry")
    for topic in [HelpTopic.scripts, .quoting, .addresses, .json, .events] {
      page.section(topic.rawValue.uppercased(), topic.text)
    }
    page.section("EXIT STATUS", HelpTopic.status.text)
    page.section("SEE ALSO", "vecferry(1)")
    return page.text
  }
}
