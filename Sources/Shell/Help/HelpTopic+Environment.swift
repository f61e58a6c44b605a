internal import MigrationEngine
internal import MilvusClient

extension HelpTopic {
  static let aboutVariables = """
    Variables of the environment that are read:
      VECFERRY_SOURCE_TOKEN  token of the source, where no option names one
      VECFERRY_TARGET_TOKEN  the same of the target
      VECFERRY_SOURCE_KEY    API key of Zilliz Cloud for the source
      VECFERRY_TARGET_KEY    the same for the target
      VECFERRY_KEY           the same for both
      VECFERRY_CLOUD_URL     control plane: global, china, or an address
      VECFERRY_LITE_PYTHON   Python, or environment, that serves files
      VIRTUAL_ENV, PATH      where it is looked for else, and spark-submit
      SPARK_HOME             the Spark that --on uses
      XDG_STATE_HOME         folder of journal and history; ~/.local/state
      XDG_CONFIG_HOME        folder of profiles and rc; ~/.config
      XDG_RUNTIME_DIR        folder of sockets, for other terminals
      HOME                   where ~ is
      https_proxy, no_proxy  and more of their kind: help proxies
      PAGER                  for what is longer than the window; less -FRX
      VISUAL, EDITOR         for Ctrl-X Ctrl-E
      NO_COLOR               if it is set: no colour
      TERM                   if it is dumb or not set: no colour, nothing redrawn
      LC_ALL, LC_CTYPE       table of characters, if it is UTF-8; else C.UTF-8
      LANG                   the same where neither is set
      TZ                     time zone of what is shown

    An empty variable counts as one that is not set. Variables of scripts, which
    let and -v give: help quoting.
    """

  /// What a server can be, by the rules that connect keeps.
  static var aboutVersions: String {
    let lines = servers.map { name, version in
      let server = KnownServer(version, by: .version)
      let roles = Side.allCases.filter { server.obstacle(as: $0) == nil }.map(\.rawValue)
      return "  \(DisplayWidth.padded(name, to: 29))"
        + (roles.isEmpty ? "neither" : roles.joined(separator: " and "))
    }
    return """
      What a server can be depends on its version:
      \(lines.joined(separator: "\n"))

      describe server says what each end can be and do, connect why one is refused.
      What the target's version cannot hold is a blocker of check, before anything
      is made. Milvus before 2.2.9 is upgraded in place to 2.2.16, a Milvus Lite 3
      before 3.2.1 with: pip install -U milvus-lite

      A server that hides its version is known by what it answers, else taken for
      Milvus 2.4. connect --server-version 2.3.4, or lite-2.5.1, states it; one that
      differs from what the server tells is refused.
      """
  }

  /// Releases that can be the same, and one of them.
  private static let servers: [(name: String, sample: ServerVersion)] = [
    ("Milvus before 2.2.9", ServerVersion(2, 2, 8)),
    ("Milvus 2.2.9 to 2.2.16", ServerVersion(2, 2, 9)),
    ("Milvus 2.3 to 3.0", ServerVersion(2, 3, 0)),
    ("Milvus Lite 2.4 and 2.5", ServerVersion(2, 4, isLite: true)),
    ("Milvus Lite 3.0 to 3.2.0", ServerVersion(3, 2, 0, isLite: true)),
    ("Milvus Lite 3.2.1 and newer", ServerVersion(3, 2, 1, isLite: true)),
  ]
}
