package import MilvusClient

/// A question about a collection that a server did not answer.
package struct Unanswered: Sendable, Equatable {
  /// What was asked for.
  package enum Question: Sendable, CaseIterable {
    case schema, partitions, loadState, indexes, aliases, entities, nameOnTarget
  }

  let side: Side
  package let question: Question
  /// What the user's role lacks; nil if that is not why.
  package let privilege: String?
  /// The failure in words.
  let words: String
}

extension Unanswered {
  /// The gap that an error left.
  package init(side: Side, question: Question, error: MilvusError) {
    self.init(
      side: side, question: question,
      privilege: error.code == .permissionDenied
        ? error.missingPrivilege ?? question.privilege.rawValue : nil,
      words: error.message)
  }
}

extension Unanswered.Question {
  /// The privilege to ask for where the server names none.
  var privilege: Privilege {
    switch self {
    case .schema, .nameOnTarget: .describeCollection
    case .partitions: .showPartitions
    case .loadState: .getLoadState
    case .indexes: .indexDetail
    case .aliases: .listAliases
    case .entities: .query
    }
  }
}

extension MilvusError.Code {
  /// Whether it is a failure of the server or of the way to it, and not of what was asked.
  package var concernsWholeEnd: Bool {
    switch self {
    case .cancelled, .timedOut, .unreachable, .tlsMismatch, .tlsFailed, .notMilvus,
      .unauthenticated, .notReady, .rateLimited:
      true
    case .permissionDenied, .collectionNotFound, .databaseNotFound, .partitionNotFound,
      .aliasTaken, .alreadyExists, .notLoaded, .noIndex, .writeDenied, .outOfMemory,
      .messageTooLarge, .schemaChanged, .invalidName, .invalidRequest, .invalidRow,
      .unsupportedByServer, .unexpectedAnswer:
      false
    }
  }
}
