package import MilvusWire

extension MilvusError {
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
    return MilvusError(
      code, "\(attempt): \(reason)", serverCode: number,
      serverWords: words.isEmpty ? nil : words.oneLine)
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
    case 1600: self = .collectionNotFound
    case 1601, 1602: self = .aliasTaken
    case 1400, 1401: self = .unauthenticated
    // 6 and 65535 stand for anything else, on Lite and on Milvus.
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
    let text = words.withoutNames.lowercased()
    guard let match = Self.phrases.first(where: { text.contains($0.phrase) }) else { return nil }
    self = match.code
  }

  /// First match wins: what may be executed later stands before what never will be.
  private static let phrases: [(phrase: String, code: Self)] = [
    ("rate limit exceeded", .rateLimited),
    ("grpc ratelimiter", .rateLimited),
    ("quota exceeded", .writeDenied),
    ("deny writing", .writeDenied),
    ("deny to write", .writeDenied),
    ("writing has been deactivated", .writeDenied),
    // The proxy, segcore since 2.3, and what is to come; then gRPC in Go, Python and C++.
    ("maxoutputsize", .messageTooLarge),
    ("exceed the limit size", .messageTooLarge),
    ("maximum output size", .messageTooLarge),
    ("larger than max", .messageTooLarge),
    ("maximum payload size", .messageTooLarge),
    ("entity too large", .messageTooLarge),
    ("resourceexhausted", .messageTooLarge),
    ("schema mismatch", .schemaChanged),
    ("not loaded", .notLoaded),
    // Milvus 2.2, of a collection that was never loaded or whose loading failed.
    ("not been loaded", .notLoaded),
    ("not fully loaded", .notLoaded),
    ("insufficient memory", .outOfMemory),
    ("memory limit exceeded", .outOfMemory),
    ("permission den", .permissionDenied),
    ("auth check failure", .unauthenticated),
    ("create duplicate collection", .alreadyExists),
    ("alias already exist", .aliasTaken),
    ("alias and collection name conflict", .aliasTaken),
    ("alias conflicts", .aliasTaken),
    ("alias to another collection", .aliasTaken),
    ("index not found", .noIndex),
    ("index doesn't exist", .noIndex),
    ("no vector index", .noIndex),
    ("database not found", .databaseNotFound),
    ("database does not exist", .databaseNotFound),
    ("database not exist", .databaseNotFound),
    ("invalid collection name", .invalidName),
    ("invalid collection alias", .invalidName),
    ("invalid partition name", .invalidName),
    ("invalid field name", .invalidName),
    ("invalid index name", .invalidName),
    ("invalid database name", .invalidName),
    ("partition not found", .partitionNotFound),
    ("partition does not exist", .partitionNotFound),
    ("partition not exist", .partitionNotFound),
    ("partition name", .partitionNotFound),
    ("can't find collection", .collectionNotFound),
    ("collection not found", .collectionNotFound),
    ("collection does not exist", .collectionNotFound),
    ("alias does not exist", .collectionNotFound),
    ("at most one distinct index", .alreadyExists),
    ("already exist", .alreadyExists),
    ("not ready", .notReady),
    ("not healthy", .notReady),
    ("statecode=abnormal", .notReady),
    ("statecode=initializing", .notReady),
    ("node not match", .notReady),
    ("channel not available", .notReady),
    ("context canceled", .notReady),
    ("deadline exceeded", .timedOut),
  ]
}

extension String {
  /// The text without what stands in quotes and brackets: a name may contain any of the phrases.
  var withoutNames: String {
    var kept = ""
    var closing: Character?
    for (previous, character) in zip(" " + self, self) {
      if let mark = closing {
        if character == mark { closing = nil }
      } else if character == "[" {
        closing = "]"
      } else if "'\"".contains(character), !previous.isLetter, !previous.isNumber {
        closing = character
      } else {
        kept.append(character)
      }
    }
    return kept.oneLine
  }

  /// The text with runs of white space, line feeds included, as single spaces.
  var oneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
