extension CommandTree {
  /// All commands of this program, in the order of `help`.
  package static let standard = CommandTree(ClusterCommands.all + sessionCommands)

  static let sessionCommands: [any ShellCommand.Type] = [
    ScriptRun.self, VariableLet.self, VariableUnset.self, SettingSet.self, TextEcho.self,
    HistoryShow.self, HistoryDelete.self, HelpShow.self, VersionShow.self, ScreenClear.self,
    ShellExit.self,
  ]
}
