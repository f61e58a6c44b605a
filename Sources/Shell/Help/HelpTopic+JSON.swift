internal import MigrationEngine

extension HelpTopic {
  /// The results that have a JSON form, and the commands that give them.
  static let results: [(type: any Renderable.Type, commands: String)] = [
    (ConnectionScreen.self, "connect"), (ProfileTable.self, "profile list"),
    (ProfileScreen.self, "profile show, profile set"), (LoginScreen.self, "login"),
    (CollectionTable.self, "list collections"), (DatabaseTable.self, "list databases"),
    (PartitionTable.self, "list partitions"), (IndexTable.self, "list indexes"),
    (AliasTable.self, "list aliases"), (ClusterTable.self, "list clusters"),
    (ProjectTable.self, "list projects"),
    (CollectionScreen.self, "describe collection, of one"),
    (CollectionScreens.self, "describe collection, of several"),
    (SchemaScreen.self, "describe collection --schema json"),
    (ClusterScreen.self, "describe cluster"), (ServerScreen.self, "describe server"),
    (CountScreen.self, "count, of one"),
    (CountTable.self, "count, of several"), (CheckScreen.self, "check"),
    (PlanScreen.self, "migrate --dry-run"),
    (JobTable.self, "jobs, status, wait, migrate, resume, pause, fg"),
    (JobScreen.self, "status, of one job"), (RejectScreen.self, "status --rejects"),
    (LoadingScreen.self, "load, release"), (DiffScreen.self, "diff"),
    (VerificationScreen.self, "verify, of one"),
    (VerificationTable.self, "verify, of several"), (SearchScreen.self, "verify --mode search"),
    (BaselineScreen.self, "baseline"),
    (BaselineCheckScreen.self, "verify --against"), (RepairScreen.self, "repair"),
    (SyncScreen.self, "sync"),
    (HistoryScreen.self, "history"), (SettingsScreen.self, "set"),
    (ShortcutTable.self, "shortcut"),
    (HelpOverview.self, "help, help list"), (TextScreen.self, "help of one subject, echo"),
    (VersionScreen.self, "version"),
    (Acknowledgement.self, "the others, as use, drop, cancel, rate, forget"),
  ]

  /// The names of all JSON forms.
  static var aboutJSON: String {
    let rows = results.map { type, commands in
      "  \(DisplayWidth.padded("vecferry.\(type.schema)", to: 26))\(commands)"
    }
    return """
      With -o json each command prints one object, and with -o jsonl one object for
      each row. Its field "schema" names its form. Fields are added to a form and
      never renamed; a field is always there, and null where nothing is known.
      Sizes are bytes, times RFC 3339, spans seconds.

      \(rows.joined(separator: "\n"))

      Messages go to standard error, an object in each line:

        vecferry.error/1          what failed, what to type next, a stable code
        vecferry.note/1           what else a person would be told
        vecferry.progress/1       how far the work is

      And to the file of --events (help events):

        \(EventLog.schema)          what happens, as soon as it does

      To the file of baseline --save (a line for each key range):

        \(Baseline.schema)       what a collection was, for verify --against

      With -o csv there is a header and a line for each row.
      """
  }
}
