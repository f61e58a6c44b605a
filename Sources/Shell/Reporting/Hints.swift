internal import MigrationEngine
internal import MilvusClient

/// What to type next after each kind of failure.
///
/// Every function switches over all codes: a new code without a hint does not compile.
enum Hints {
  /// What to do after a mistake in what was typed, where the error itself does not say.
  static func hint(for code: UsageError.Code) -> String {
    switch code {
    case .unknownCommand, .ambiguousCommand: "help shows all commands"
    case .unknownOption, .missingArgument, .unexpectedArgument, .invalidValue:
      "help shows all commands, and for each its options and examples"
    case .badSyntax: "help quoting"
    case .badText: "save it as UTF-8, in an editor or with iconv"
    case .unsetVariable: "let gives a variable a value; help quoting"
    case .confirmationNeeded: "say it beforehand with --yes"
    case .secretNeeded: "help secrets shows the ways to give one"
    case .declined: "type the command again when you are sure"
    case .notConnected: "help connect"
    case .notLoggedIn: "login, or set \(CloudLogin.variable(nil))"
    case .notFound: "list collections shows what there is"
    case .readOnly: "only the target is ever changed"
    case .scriptNesting: "a script cannot run itself; at most \(ScriptLimits.nesting) levels"
    case .unreadableFile, .unwritableFile: "check the path and its permissions"
    case .fileInUse: "close it where it is open, and type the command again"
    case .fileDamaged: "restore it from a backup"
    case .liteMissing: "help files"
    case .liteFailed: "open it with pymilvus to see whether it is whole"
    case .unknownTopic: "help shows the topics"
    case .wrongPlace: "help scripts"
    case .processSilent: "jobs shows what each of them does"
    }
  }

  /// What to do after a failed journal operation.
  static func hint(for code: JournalFailure, about names: HintNames = HintNames()) -> String {
    switch code {
    case .locked: "another vecferry is using this journal; leave it, or wait for its jobs"
    case .corrupt: "keep the state folder for inspection and start with another XDG_STATE_HOME"
    case .diskFull: "free space on the disk of the state folder, then: resume \(names.job ?? "all")"
    case .ioFailed:
      "check the disk and the permissions of the state folder, then: resume \(names.job ?? "all")"
    case .illegalMove: stateShown(names)
    case .notFound: "jobs shows the jobs that there are"
    case .newerVersion: "a newer vecferry has written this journal; use that one"
    }
  }

  /// What to do after a failed migration, check or verification.
  static func hint(
    for code: MigrationError.Code, about names: HintNames = HintNames()
  ) -> String {
    switch code {
    case .blocked: "check shows each blocker with a way out"
    case .collectionNotFound: "list collections"
    case .partitionNotFound: "list partitions" + after(names.source)
    case .sourceNotLoaded:
      "load" + after(names.source ?? "it on the source")
        + ", which uses memory there, \(names.goingOn)"
        + (names.job == nil ? "; migrate also takes --load-source" : "")
    case .targetNotLoadable: "an index on its vectors and enough memory make it loadable"
    case .schemaMismatch: "migrate it under another name with --rename" + after(names.renaming)
    case .rowsMissing:
      "is the source being written to? resume \(names.job ?? "all") reads the range again"
    case .rowsRefused:
      "mend or delete them on the source, cancel the job, and migrate again; where --max-rejects was "
        + "0, resume \(names.job ?? "all") --max-rejects 1000 leaves them out"
    case .tooManyRejects:
      "status" + after(names.job) + " --rejects shows the first of them; "
        + "resume \(names.job ?? "all") --max-rejects 100000 allows more"
    case .outcomeUnknown: "cancel \(names.job ?? "the job") --drop, then migrate again"
    case .countMismatch, .contentMismatch:
      "repair" + after(names.job) + " mends the target by the source; then: resume "
        + (names.job ?? "all")
    case .notRepairable:
      "migrate it again, under another name with --rename" + after(names.renaming)
    case .jobNotFound: "jobs shows the jobs that there are"
    case .illegalJobState: stateShown(names)
    case .collectionReplaced:
      "start over: cancel \(names.job ?? "the job") --keep, then migrate"
        + after(names.collection ?? "again") + ", with --rename" + after(names.renaming)
        + " if the target's name is taken"
    case .planChanged: "connect the clusters that the job was planned for, or migrate anew"
    }
  }

  /// What to do after a failure of a job, however it was kept.
  static func hint(for code: FailureCode, about names: HintNames = HintNames()) -> String {
    switch code {
    case .end(let side, let code): hint(for: code, side: side, about: names)
    case .cluster(let code): hint(for: code, side: nil, about: names)
    case .migration(let code): hint(for: code, about: names)
    case .journal(let code): hint(for: code, about: names)
    case .interrupted, .paused: "jobs shows what can be resumed"
    case .workersFailed:
      "help machines tells what workers need; "
        + (names.job.map { "resume \($0) without --on goes on in this process" }
          ?? "without --on the command works in this process")
    case .unexpected: "this should have been said better; please report it"
    }
  }

  /// A word with the blank before it, or nothing.
  static func after(_ word: String?) -> String {
    word.map { " " + $0 } ?? ""
  }

  private static func stateShown(_ names: HintNames) -> String {
    names.job.map { "status \($0) shows what can be done with it" }
      ?? "jobs shows what each of them does"
  }
}
