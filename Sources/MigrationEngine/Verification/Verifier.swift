internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Compares two collections: their schemas, and their rows by key ranges.
///
/// The keys of the source cut both sides into the same ranges, which together hold every key that there
/// can be, so that a row of the target that the source lacks is seen too. An executor looks at them.
struct Verifier {
  private(set) var source: CollectionEnd
  private(set) var target: CollectionEnd
  /// Both ends, as keys are read here.
  let ends: ChunkEnds
  let options: VerifyOptions
  /// What is loaded for a while, and by what.
  let claims: LoadClaims
  let owner: String
  /// What it may have in flight.
  let share: FlightBudget.Share
  /// Who looks at key ranges.
  let execution: JobExecution
  let announce: @Sendable (VerifyProgress) -> Void
  /// Throws where the comparison is to stop.
  let checkpoint: @Sendable () throws -> Void

  /// Compares these ends; what is filtered out is not looked at on either.
  init(
    source: CollectionEnd, target: CollectionEnd, options: VerifyOptions, claims: LoadClaims,
    owner: String, share: FlightBudget.Share,
    execution: JobExecution = .here,
    announce: @escaping @Sendable (VerifyProgress) -> Void,
    checkpoint: @escaping @Sendable () throws -> Void = {}
  ) {
    (self.source, self.target, self.options) = (source, target, options)
    (self.announce, self.checkpoint) = (announce, checkpoint)
    (self.claims, self.owner, self.share) = (claims, owner, share)
    self.execution = execution
    ends = ChunkEnds(source.endpoint, target.endpoint)
    self.source.filter = options.filter
    self.target.filter = options.filter
  }

  /// Compares and reports; the target is loaded for that time if it is not.
  func run() async throws -> VerificationReport {
    let clock = ContinuousClock.now
    try await requireLoadedSource()
    let described = try await describeBoth()
    var report = VerificationReport(
      source: source.address, target: target.address, mode: options.mode)
    report.schemaDifferences = described.differences
    report.chosenPartitions = options.partitions
    report.chosenFields = options.fields
    report.filter = options.filter
    var loaded = false
    let temporaryLoad = temporaryLoad { loaded = true }
    report = try await temporaryLoad.whileLoaded { [report] in
      var report = report
      switch options.mode {
      case .count: try await compareCounts(described, &report)
      case .sample:
        try await withExecutor { try await compareSample(described, by: $0, &report) }
      case .full:
        try await withExecutor { try await compareContent(described, by: $0, &report) }
      }
      try await noteLonePartitions(described, &report)
      report.sort()
      return report
    }
    report.loadedTarget = loaded
    report.seconds = (ContinuousClock.now - clock).seconds
    return report
  }

  /// Loads the target for the time of a body, and tells; `noteLoading` learns that it had to be.
  func temporaryLoad(_ noteLoading: @escaping () -> Void) -> TemporaryTargetLoad {
    TemporaryTargetLoad(
      end: target.endpoint, collection: target.address,
      temporaryLoad: TemporaryLoad(
        claims, of: target.address, .target, on: target.client.access, owner: owner),
      announce: {
        noteLoading()
        announce(.loadsTarget(target.address))
      },
      warn: { announce(.notice($0)) },
      complain: { announce(.leavesLoaded(target.address, because: failureMessage(of: $0))) })
  }

  /// Makes sure that every partition of the source can be read.
  func requireLoadedSource() async throws {
    let partitions = try await partitions(source, mustHaveAll: true)
    let states = { partitions in
      try await source.endpoint.settledLoadStates(of: source.address, partitions: partitions) {
        announce(.notice($0))
      }
    }
    guard try await states([nil]) == [.loaded] else { throw notLoaded("is not loaded") }
    for (partition, state) in zip(partitions, try await states(partitions)) where state != .loaded {
      throw notLoaded("is loaded without partition \"\(partition)\"")
    }
  }

  private func notLoaded(_ how: String) -> MigrationError {
    MigrationError(
      .sourceNotLoaded,
      "the source collection \"\(source.address)\" \(how), and its entities cannot be read")
  }
}

// MARK: - What is compared

extension Verifier {
  /// The two collections as their servers describe them.
  struct Described: Sendable {
    var source: CollectionDescription
    var target: CollectionDescription
    var key: FieldSchema
    /// Columns to read; both sides have them, and on neither a function computes them.
    var columns: [ServerName]
    /// Partitions to compare one by one; one nil where the server chooses them.
    var partitions: [ServerName?]
    /// Partitions that one side lacks.
    var onlySource: [ServerName] = []
    var onlyTarget: [ServerName] = []
    var differences: [String]
  }

  /// Asks both servers what the collections are, and compares that.
  func describeBoth() async throws -> Described {
    let left = try await source.call { client throws(MilvusError) in
      try await client.describe(source.address)
    }
    let right = try await target.call { client throws(MilvusError) in
      try await client.describe(target.address)
    }
    guard let key = left.schema.primaryKey else {
      throw MigrationError(.schemaMismatch, "\"\(source.address)\" has no primary key")
    }
    var differences = right.schema.carryable().differences(
      from: left.schema.carryable(), describedBy: target.version)
    let columns = try comparableColumns(left.schema, right.schema)
    guard left.schema.partitionKey == nil else {
      try refuseChoice(left)
      return Described(
        source: left, target: right, key: key, columns: columns, partitions: [nil],
        differences: differences)
    }
    let (here, there) = try await (partitions(source, mustHaveAll: true), partitions(target))
    let onlySource = here.filter { !there.contains($0) }
    let onlyTarget = there.filter { !here.contains($0) }
    differences += onlySource.map { "partition \"\($0)\" is missing on the target" }
    differences += onlyTarget.map { "partition \"\($0)\" is on the target only" }
    return Described(
      source: left, target: right, key: key, columns: columns,
      partitions: here.filter(there.contains), onlySource: onlySource,
      onlyTarget: onlyTarget, differences: differences)
  }

  private func comparableColumns(
    _ left: CollectionSchema, _ right: CollectionSchema
  ) throws -> [ServerName] {
    var names = left.storedFields.map(\.name).filter(right.storedFields.map(\.name).contains)
    names += left.structFields.map(\.name).filter(right.structFields.map(\.name).contains)
    if left.isDynamic && right.isDynamic { names.append(ColumnRule.dynamicField.name) }
    guard let wanted = options.fields else { return names }
    if let unknown = wanted.first(where: { !names.contains($0) }) {
      throw SideError(
        .source,
        MilvusError(
          .invalidRequest,
          "cannot compare field \"\(unknown)\": both sides keep \(names.joined(separator: ", "))"))
    }
    return names.filter { wanted.contains($0) || $0 == left.primaryKey?.name }
  }

  /// The partitions to compare of one side.
  private func partitions(
    _ end: CollectionEnd, mustHaveAll: Bool = false
  ) async throws -> [ServerName] {
    let names = try await end.call { client throws(MilvusError) in
      try await client.partitions(of: end.address)
    }
    guard let wanted = options.partitions else { return names }
    if mustHaveAll, let unknown = wanted.first(where: { !names.contains($0) }) {
      throw MigrationError(
        .partitionNotFound,
        "the source collection \"\(source.address)\" has no partition \"\(unknown)\"",
        candidates: names.map(\.text))
    }
    return names.filter(wanted.contains)
  }

  /// Partitions that the server fills by a key cannot be chosen.
  private func refuseChoice(_ described: CollectionDescription) throws {
    guard options.partitions != nil, let field = described.schema.partitionKey else { return }
    throw MigrationError(
      .partitionNotFound,
      "the server spreads the entities of \"\(source.address)\" over partitions by "
        + "\(Wording.name(field.name)), so none can be chosen")
  }

  private func compareCounts(_ described: Described, _ report: inout VerificationReport)
    async throws
  {
    let left = try await source.rows(key: described.key, columns: [])
    let right = try await target.rows(key: described.key, columns: [])
    let readers = ChunkReaders(left: left, right: right)
    let all = try await inOrder(described.partitions, width: width) { partition in
      try await counts(readers, partition)
    }
    for (partition, counted) in zip(described.partitions, all) {
      report.count(source: counted.source, target: counted.target)
      report.noteCount(partition, source: counted.source, target: counted.target)
    }
  }
}
