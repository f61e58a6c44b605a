internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// What is made around the entities once they are on the target.
///
/// The entities are what a job is for: an index, an alias or a grant that the server refuses for good
/// is named in the result, and does not hold up or undo what has arrived.
extension JobRun {
  func createIndexes(_ result: inout JobResult) async throws {
    try await create(plan.vectorIndexes + plan.scalarIndexes, &result)
  }

  /// Makes the indexes without which the target cannot be loaded; what is refused is told later.
  func indexVectors() async throws {
    var result = JobResult()
    try await create(plan.vectorIndexes, &result)
  }

  private func create(_ indexes: [PlannedIndex], _ result: inout JobResult) async throws {
    guard !indexes.isEmpty else { return }
    let present = try await target.call { client throws(MilvusError) in
      try await client.indexes(of: plan.target)
    }
    for index in indexes
    where !present.contains(where: { $0.field == index.field && $0.name == index.name }) {
      try await carry("index \"\(index.name)\" on \"\(index.field)\"", &result) {
        client throws(MilvusError) in
        try await client.createIndex(index.definition, on: plan.target)
      }
    }
  }

  func createAliases(_ result: inout JobResult) async throws {
    guard !plan.aliases.isEmpty else { return }
    let present = try await target.call { client throws(MilvusError) in
      try await client.aliases(of: plan.target)
    }
    for alias in plan.aliases where !present.contains(alias) {
      try await carry("alias \"\(alias)\"", &result) { client throws(MilvusError) in
        try await client.createAlias(alias, for: plan.target)
      }
    }
  }

  /// Does one of these things; nil, and a word in the result, if the server refuses it for good.
  @discardableResult
  func carry<R>(
    _ what: String, _ result: inout JobResult,
    refusedFor isRefusal: (MilvusError.Code) -> Bool = \.isRefusalForGood,
    _ body: (MilvusClient) async throws(MilvusError) -> R
  ) async throws -> R? {
    do {
      return try await target.call(body)
    } catch let error as SideError where isRefusal(error.error.code) {
      let reason = error.error.serverWords ?? error.error.message
      result.notCarried = (result.notCarried ?? []) + [NotCarried(what, because: reason)]
      notify(.attention, "not carried: \(what), because \(reason)")
      return nil
    }
  }
}

extension MilvusError.Code {
  /// Whether asking for the same index or alias again would be in vain.
  ///
  /// What passes, or what somebody has to set right first, as a right or a line, stops the job.
  var isRefusalForGood: Bool {
    switch self {
    case .aliasTaken, .alreadyExists, .invalidName, .invalidRequest, .invalidRow,
      .unsupportedByServer, .noIndex, .schemaChanged, .messageTooLarge:
      true
    case .cancelled, .timedOut, .unreachable, .notReady, .notLoaded, .unexpectedAnswer,
      .rateLimited, .writeDenied, .outOfMemory, .tlsMismatch, .tlsFailed, .notMilvus,
      .unauthenticated, .permissionDenied, .collectionNotFound, .databaseNotFound,
      .partitionNotFound:
      false
    }
  }
}
