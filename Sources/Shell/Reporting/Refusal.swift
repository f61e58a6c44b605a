internal import MigrationEngine
internal import MilvusClient

/// A question about one collection, or one database, that its server did not answer.
struct Refusal: Sendable, Equatable {
  /// What was asked for.
  enum Question: String, Sendable {
    case collections, schema, state, entities, partitions, indexes, aliases
  }

  var question: Question
  /// The stable name of the failure: `source.permissionDenied`.
  var code: String
  /// What was attempted, on what, and what the server said.
  var message: String

  init(_ question: Question, _ error: SideError) {
    self.question = question
    code = "\(error.side.rawValue).\(error.error.code.rawValue)"
    message = error.error.message
  }

  /// The refusal as JSON.
  var document: JSONValue {
    [
      "question": .string(question.rawValue), "code": .string(code), "message": .string(message),
    ]
  }

  /// Lines that tell why there are question marks, one for each question and kind of failure.
  static func footnotes(of refusals: [Refusal]) -> [String] {
    var groups: [(first: Refusal, count: Int)] = []
    for refusal in refusals {
      let place = groups.firstIndex {
        $0.first.question == refusal.question && $0.first.code == refusal.code
      }
      if let place { groups[place].count += 1 } else { groups.append((refusal, 1)) }
    }
    return groups.map { first, count in
      let more = count > 1 ? ", and \(Figures.count(count - 1)) more" : ""
      let help = first.code.hasSuffix(".permissionDenied") ? " (help privileges)" : ""
      return "? \(first.question.rawValue): \(first.message)\(more)\(help)"
    }
  }
}

extension SideError {
  /// Whether the failure is about what was asked; a server that was slow is asked whether it is well.
  func isRefusal(by client: MilvusClient) async -> Bool {
    guard error.code == .timedOut else { return isRefusal }
    return (try? await client.identify()) != nil
  }

  /// Whether the failure is about what was asked, so that other questions may well be answered.
  var isRefusal: Bool {
    switch error.code {
    case .cancelled, .timedOut, .unreachable, .tlsMismatch, .tlsFailed, .notMilvus,
      .unauthenticated, .collectionNotFound, .databaseNotFound:
      false
    case .permissionDenied, .partitionNotFound, .aliasTaken, .alreadyExists, .notLoaded, .noIndex,
      .rateLimited, .writeDenied, .notReady, .outOfMemory, .messageTooLarge, .schemaChanged,
      .invalidName, .invalidRequest, .invalidRow, .unsupportedByServer, .unexpectedAnswer:
      true
    }
  }
}
