internal import MigrationEngine
internal import MilvusClient
internal import ZillizCloud

/// What the codes of errors mean; what to do about them is in `Hints`.
extension CodePage {
  static func meaning(of code: FailureCode) -> String {
    switch code {
    case .end(let side, let code): meaning(of: code, "the \(side.rawValue)")
    case .cluster(let code): meaning(of: code, "the cluster")
    case .migration(let code): meaning(of: code)
    case .journal(let code): meaning(of: code)
    case .interrupted: "the program ended while the job was running"
    case .workersFailed: "those who were to do the work elsewhere did not start, or were lost"
    case .paused: "the job was asked to stop, and did so at a checkpoint"
    case .unexpected: "something went wrong in a way that this program does not know"
    }
  }

  static func meaning(of code: UsageError.Code) -> String {
    switch code {
    case .unknownCommand: "no command begins with these words"
    case .ambiguousCommand: "several commands begin with these letters"
    case .unknownOption: "the command has no such option"
    case .missingArgument: "an argument, or the value of an option, is missing"
    case .invalidValue: "an argument, or the value of an option, is not one that can be"
    case .unexpectedArgument: "there are too many arguments, or options that exclude each other"
    case .badSyntax: "the line cannot be split into words"
    case .unsetVariable: "a variable has no value"
    case .confirmationNeeded: "a question cannot be asked, because nobody is there to answer"
    case .secretNeeded: "a secret is needed, and nobody is there to type it"
    case .declined: "a question was answered with no, or not at all"
    case .notConnected: "the command needs a cluster that is not connected"
    case .notLoggedIn: "the command asks the control plane of Zilliz Cloud, which wants a key"
    case .notFound: "what was named does not exist"
    case .readOnly: "only the target is ever changed, and collections come from the source"
    case .scriptNesting: "a script runs itself, or scripts run scripts too deeply"
    case .badText: "a text is not UTF-8, or a file is not of the form that is needed"
    case .unreadableFile: "a file cannot be read"
    case .unwritableFile: "a file cannot be written"
    case .fileInUse: "a database of Milvus Lite is open elsewhere, or a job needs it"
    case .fileDamaged: "a database of Milvus Lite lacks files that belong to it"
    case .liteMissing: "no milvus-lite is installed that reads this database"
    case .liteFailed: "the server of a database of Milvus Lite does not come up"
    case .unknownTopic: "there is no command, no topic and no code of that name"
    case .wrongPlace: "the command has its place at a prompt only, or in a script only"
    case .processSilent:
      "another process runs the jobs, and takes no request or does not say what came of it"
    }
  }

  static func meaning(of code: MilvusError.Code, _ end: String) -> String {
    switch code {
    case .cancelled: "the conversation with \(end) was interrupted"
    case .timedOut: "\(end) did not answer in time"
    case .unreachable: "\(end) cannot be connected, or the connection broke"
    case .tlsMismatch: "one of \(end) and this program speaks TLS, and the other does not"
    case .tlsFailed: "the certificate of \(end), or the one shown to it, is not accepted"
    case .notMilvus: "what listens at the address of \(end) is not Milvus"
    case .unauthenticated: "\(end) wants credentials, or refuses those that were given"
    case .permissionDenied: "the user is known to \(end) and may not do this"
    case .collectionNotFound: "\(end) has no collection, and no alias, of that name"
    case .databaseNotFound: "\(end) has no database of that name"
    case .partitionNotFound: "the collection has no partition of that name on \(end)"
    case .aliasTaken: "the alias leads to another collection on \(end), or one has that name"
    case .alreadyExists: "\(end) has something of that name already"
    case .notLoaded: "the collection, or a part of it, is not loaded on \(end)"
    case .noIndex: "a field has no index on \(end), or it could not be built"
    case .rateLimited: "\(end) takes fewer requests than it was sent; this one was not done"
    case .writeDenied: "\(end) takes no writes now: they are switched off, or a quota is used up"
    case .notReady: "\(end), or a part of it, is not ready"
    case .outOfMemory: "memory or disk of \(end) do not suffice"
    case .messageTooLarge: "a request, or its answer, is larger than \(end) allows"
    case .schemaChanged: "the collection on \(end) is no longer as it was described"
    case .invalidName: "\(end) does not take the name"
    case .invalidRequest: "\(end) refused the request for what it contains"
    case .invalidRow: "\(end) refused an entity for what it contains; others may be welcome"
    case .unsupportedByServer: "\(end) does not have this call"
    case .unexpectedAnswer: "\(end) failed inside, or its answer cannot be understood"
    }
  }

  static func meaning(of code: CloudError.Code) -> String {
    switch code {
    case .cancelled: "the request to the control plane was interrupted"
    case .timedOut: "the control plane did not answer in time"
    case .unreachable: "the control plane cannot be connected"
    case .tlsFailed: "the connection to the control plane cannot be secured"
    case .addressMalformed: "what was given as the address of a control plane is none"
    case .keyMalformed: "what was given as an API key cannot be one"
    case .keyRefused: "the service does not know the API key, or the key has expired"
    case .permissionDenied: "the API key is right, and its role does not suffice"
    case .clusterNotFound: "there is no such cluster, or the API key does not see it"
    case .jobNotFound: "the service has no record of the job"
    case .wrongRegion: "the cluster, or the address, belongs to other regions"
    case .wrongStatus: "the status of the cluster does not allow it now"
    case .unsupportedByCluster: "clusters of this kind do not have it"
    case .refused: "the service refused the request, for the reason in the message"
    case .rateLimited: "the service takes fewer requests than it was sent"
    case .serverFailed: "the service failed inside, also when it was asked again"
    case .unexpectedAnswer: "what answers is no control plane, or cannot be understood"
    }
  }

  static func meaning(of code: JournalFailure) -> String {
    switch code {
    case .locked: "another process works with the journal"
    case .corrupt: "the journal is damaged, or is no journal"
    case .diskFull: "the disk of the journal is full"
    case .ioFailed: "the file of the journal cannot be read or written"
    case .illegalMove: "the job cannot do this in its present state"
    case .notFound: "the journal has no such job"
    case .newerVersion: "the journal was written by a newer vecferry"
    }
  }

  static func meaning(of code: MigrationError.Code) -> String {
    switch code {
    case .blocked: "the check found what the migration cannot start with"
    case .collectionNotFound: "a collection that was named does not exist"
    case .partitionNotFound: "a partition that was named does not exist"
    case .sourceNotLoaded:
      "the collection, or a part of it, is not loaded, so that it cannot be read"
    case .targetNotLoadable: "the target cannot be loaded, so that its entities cannot be read"
    case .schemaMismatch: "the target describes its new collection otherwise than it was asked for"
    case .rowsMissing: "a key range gave another number of entities than it has keys, repeatedly"
    case .rowsRefused: "the target refused entities for good"
    case .tooManyRejects: "the target refused more entities than --max-rejects allows"
    case .outcomeUnknown: "whether a write was done is not known, and it cannot be safely repeated"
    case .countMismatch: "the target holds another number of entities than were copied"
    case .contentMismatch: "the content of the two collections differs"
    case .notRepairable: "the target cannot get entities under the keys of the source"
    case .jobNotFound: "there is no job of that number"
    case .illegalJobState: "the job cannot do this in its present state"
    case .collectionReplaced:
      "the collection of the job was dropped, made anew or filled by others meanwhile"
    case .planChanged: "the clusters that are connected are not those of the job's plan"
    }
  }
}
