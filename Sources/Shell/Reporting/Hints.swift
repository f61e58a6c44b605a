internal import JobJournal
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
      "help COMMAND shows the options and examples"
    case .badSyntax: "help quoting"
    case .unsetVariable: "define it with let NAME VALUE, or write ${NAME:-default}"
    case .confirmationNeeded: "say it beforehand with --yes"
    case .secretNeeded: "help secrets shows the ways to give one"
    case .declined: "type the command again when you are sure"
    case .notConnected: "connect source PLACE, connect target PLACE"
    case .notLoggedIn: "login, or set \(CloudLogin.variable(nil))"
    case .notFound: "list collections shows what there is"
    case .readOnly: "only the target is ever changed"
    case .scriptNesting: "a script cannot run itself; at most \(ScriptLimits.nesting) levels"
    case .unreadableFile, .unwritableFile: "check the path and its permissions"
    case .unknownTopic: "help shows the topics"
    case .wrongPlace: "help scripts"
    }
  }

  /// What to do after a failed journal operation.
  static func hint(for code: JournalError.Code, about names: HintNames = HintNames()) -> String {
    switch code {
    case .locked: "another vecferry is using this journal; leave it, or wait for its jobs"
    case .corrupt: "keep the state folder for inspection and start with another XDG_STATE_HOME"
    case .diskFull: "free space on the disk of the state folder, then: resume \(names.job)"
    case .ioFailed:
      "check the disk and the permissions of the state folder, then: resume \(names.job)"
    case .illegalMove: "status \(names.job) shows what can be done with it"
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
    case .partitionNotFound: "list partitions \(names.source)"
    case .sourceNotLoaded:
      "load \(names.source) (uses memory there), then migrate; or migrate \(names.collection) --load-source"
    case .targetNotLoadable: "an index on its vectors and enough memory make it loadable"
    case .schemaMismatch: "migrate it under another name with --rename \(names.renaming)"
    case .rowsMissing: "is the source being written to? resume \(names.job) reads the range again"
    case .rowsRefused:
      "mend or delete them on the source, cancel the job, and migrate again; where --max-rejects was "
        + "0, resume \(names.job) --max-rejects 1000 leaves them out"
    case .tooManyRejects:
      "status \(names.job) --rejects shows the first of them; resume \(names.job) --max-rejects 100000 allows more"
    case .outcomeUnknown: "cancel \(names.job) --drop, then migrate again"
    case .countMismatch, .contentMismatch:
      "repair \(names.job) mends the target by the source; then: resume \(names.job)"
    case .notRepairable: "migrate it again, under another name with --rename \(names.renaming)"
    case .jobNotFound: "jobs shows the jobs that there are"
    case .illegalJobState: "status \(names.job) shows what can be done with it"
    case .collectionReplaced:
      "start over: cancel \(names.job) --keep, then migrate \(names.collection), with --rename \(names.renaming) if the target's name "
        + "is taken"
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
    case .unexpected: "this should have been said better; please report it"
    }
  }
}
