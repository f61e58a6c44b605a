extension CommandTree {
  /// All commands of this program, in the order of `help`.
  package static let standard = CommandTree(ClusterCommands.all + sessionCommands)

  static let sessionCommands: [any ShellCommand.Type] = [
    ScriptRun.self, VariableLet.self, VariableUnset.self, ShortcutDefine.self,
    ShortcutRemove.self, SettingSet.self, TextEcho.self,
    VariableAsk.self, ConsentAsk.self, SessionSleep.self, CommandTime.self, CommandWatch.self,
    SystemRun.self, RecordStart.self, RecordStop.self, RecordStatus.self,
    HistoryShow.self, HistorySave.self, HistoryDelete.self, HelpShow.self, VersionShow.self,
    ScreenClear.self,
    ShellExit.self,
  ]
}
