package import MilvusWire

extension MilvusClient {
  /// The failure that a status stands for, or nil if it stands for success.
  package static func failure(ofStatus status: WireStatus, attempt: String) -> MilvusError? {
    guard status.code != 0 || status.errorCode != 0 else { return nil }
    let number = status.code != 0 ? status.code : status.errorCode
    let code =
      status.code != 0
      ? MilvusError.Code(number: status.code, words: status.reason)
      : MilvusError.Code(legacyNumber: status.errorCode, words: status.reason)
    let words = status.reason.isEmpty ? status.detail : status.reason
    let reason = words.isEmpty ? "the server answered code \(number)" : words.oneLine
    return MilvusError(code, "\(attempt): \(reason)", serverCode: number)
  }
}

extension MilvusError.Code {
  /// The class of a failure, by the number of servers since 2.3 and, where that says little, by words.
  init(number: Int32, words: String) {
    switch number {
    // Milvus Lite uses 1 for everything that it has no number for.
    case 1: self = Self(words: words) ?? .invalidRequest
    case 2, 4, 12, 56, 57, 503, 505, 507, 902...905, 1003, 2200: self = .notReady
    case 3, 7, 605: self = .outOfMemory
    case 8: self = .rateLimited
    case 9, 53...55: self = .writeDenied
    case 35: self = .alreadyExists
    case 100: self = .collectionNotFound
    case 101, 103, 106, 201, 202: self = .notLoaded
    case 109: self = .schemaChanged
    case 200: self = .partitionNotFound
    case 700: self = .noIndex
    case 800: self = .databaseNotFound
    case 1102: self = .messageTooLarge
    case 1400, 1401: self = .unauthenticated
    // 6 and 65535 are "anything else" on Lite and Milvus; 1600 and 1601 concern aliases.
    default: self = Self(words: words) ?? .invalidRequest
    }
  }

  /// The class of a failure, by the numbers that servers before 2.3 send alone.
  init(legacyNumber: Int32, words: String) {
    switch legacyNumber {
    case 3: self = .permissionDenied
    case 4, 28: self = .collectionNotFound
    case 11, 26: self = Self(words: words) ?? .noIndex
    case 35: self = .alreadyExists
    case 48: self = .writeDenied
    case 49: self = .rateLimited
    case 52: self = .outOfMemory
    case 56, 57: self = .notReady
    case 62: self = .schemaChanged
    case 101: self = .notLoaded
    case 200: self = .partitionNotFound
    default: self = Self(words: words) ?? .invalidRequest
    }
  }

  /// The class of a failure that only its words tell, or nil if they do not.
  init?(words: String) {
    let text = words.lowercased()
    let match = Self.phrases.first { phrase in phrase.parts.allSatisfy(text.contains) }
    guard let match else { return nil }
    self = match.code
  }

  /// First match wins: what may be executed later stands before what never will be.
  private static let phrases: [(parts: [String], code: Self)] = [
    (["rate limit exceeded"], .rateLimited),
    (["request is rejected by grpc ratelimiter"], .rateLimited),
    (["quota exceeded"], .writeDenied),
    (["deny", "writing"], .writeDenied),
    (["writing has been deactivated"], .writeDenied),
    (["maxoutputsize"], .messageTooLarge),
    (["message larger than max"], .messageTooLarge),
    (["schema mismatch"], .schemaChanged),
    (["not loaded"], .notLoaded),
    (["not fully loaded"], .notLoaded),
    (["insufficient memory"], .outOfMemory),
    (["memory limit exceeded"], .outOfMemory),
    (["permission den"], .permissionDenied),
    (["auth check failure"], .unauthenticated),
    (["alias", "already exist"], .aliasTaken),
    (["alias", "conflict"], .aliasTaken),
    (["alias", "existing collection"], .aliasTaken),
    (["alias", "another collection"], .aliasTaken),
    (["index not found"], .noIndex),
    (["index doesn't exist"], .noIndex),
    (["no index"], .noIndex),
    (["database not found"], .databaseNotFound),
    (["database", "does not exist"], .databaseNotFound),
    (["database", "not exist"], .databaseNotFound),
    (["partition not found"], .partitionNotFound),
    (["partition", "not exist"], .partitionNotFound),
    (["partition name", "not found"], .partitionNotFound),
    (["can't find collection"], .collectionNotFound),
    (["collection not found"], .collectionNotFound),
    (["collection", "does not exist"], .collectionNotFound),
    (["create duplicate collection"], .alreadyExists),
    (["at most one distinct index"], .alreadyExists),
    (["already exist"], .alreadyExists),
    (["service not ready"], .notReady),
    (["not ready"], .notReady),
    (["node not match"], .notReady),
    (["channel not available"], .notReady),
    (["deadline exceeded"], .timedOut),
    (["context canceled"], .notReady),
    (["is not healthy"], .notReady),
    (["stateCode=Abnormal".lowercased()], .notReady),
    (["stateCode=Initializing".lowercased()], .notReady),
  ]
}

extension String {
  /// The text with runs of white space, line feeds included, as single spaces.
  var oneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
