internal import Foundation
internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// One fake server to copy from, another to copy to, and an engine with a journal of its own.
struct FakePair {
  let from: FakeMilvus
  let to: FakeMilvus
  let sample: SampleCollection
  let source: Cluster
  let target: Cluster
  let engine: Engine
  private let scratch: Scratch

  /// Makes the sample on a server of the first release, beside an empty one of the second.
  static func open(
    _ sample: SampleCollection, from: String, to: String, hook: JournalWriteHook? = nil,
    settings amendBoth: (inout FakeSettings) -> Void = { _ in },
    serving file: String? = nil, as user: MilvusCredentials = .none,
    targetSettings amend: (inout FakeSettings) -> Void = { _ in },
    _ body: (FakePair) async throws -> Void
  ) async throws {
    var settings = FakeSettings()
    settings.futureTypes = sample.futureTypes
    amendBoth(&settings)
    let source = FakeMilvus(from, settings: settings)
    // Another order wherever none is promised.
    settings.seed = 2
    amend(&settings)
    let target = FakeMilvus(to, settings: settings)
    try sample.make(on: source)
    try await withFakeMilvus(source) { sourceAccess in
      try await withFakeMilvus(target) { targetAccess in
        var sourceAccess = sourceAccess
        sourceAccess.endpoint.file = file
        var targetAccess = targetAccess
        targetAccess.credentials = user
        try await body(
          FakePair(
            source, target, sample, Cluster(access: sourceAccess), Cluster(access: targetAccess),
            hook))
      }
    }
  }

  private init(
    _ from: FakeMilvus, _ to: FakeMilvus, _ sample: SampleCollection, _ source: Cluster,
    _ target: Cluster, _ hook: JournalWriteHook?
  ) throws {
    (self.from, self.to, self.sample) = (from, to, sample)
    (self.source, self.target) = (source, target)
    scratch = try Scratch()
    var tuning = EngineTuning()
    // Several ranges out of few rows.
    tuning.rowsPerRange = 15
    tuning.journalWriteHook = hook
    engine = Engine(stateFolder: scratch.path(of: "state"), tuning: tuning)
  }

  /// Looks at both ends; the collection may be named by an alias.
  func check(
    _ options: MigrationOptions = MigrationOptions(), by name: String? = nil
  ) async throws -> CheckReport {
    let request = MigrationRequest(
      collections: [
        CollectionChoice(source: ServerName(name ?? sample.name), target: ServerName(sample.name))
      ], options: options)
    return try await check(request)
  }

  /// Looks at both ends with regard to a request.
  func check(_ request: MigrationRequest) async throws -> CheckReport {
    try await engine.check(request, from: source, to: target)
  }

  /// Moves the collection, which has to succeed without anything to look at.
  @discardableResult
  func migrate(_ options: MigrationOptions = MigrationOptions()) async throws -> JobResult {
    let report = try await check(options)
    try #require(report.blockers.isEmpty, "\(report.blockers)")
    let job = try await run(report)
    try #require(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    let result = try #require(job.result)
    #expect(!result.needsAttention)
    return result
  }

  /// Compares both sides.
  func verify(
    announce: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws -> VerificationReport {
    let address = CollectionAddress(name: ServerName(sample.name))
    return try await engine.verify(
      address, on: source, against: address, on: target, announce: announce)
  }

  /// What was changed for a while and is put back by nobody.
  func leftChanged() -> [AbandonedLoad] { engine.abandonedProperties() }

  /// What was loaded for a while and is released by nobody.
  func leftLoaded() -> [AbandonedLoad] { engine.abandonedLoads() }

  /// Leaves the target loaded as a comparison does that dies, or the source as a job does.
  func dieWhileLoaded(_ side: Side = .target) throws {
    let claims = LoadClaims(folder: scratch.path(of: "state"))
    let cluster = side == .source ? source : target
    let subject = LoadClaim.Subject(
      place: cluster.access.endpoint.description, database: "default", collection: sample.name)
    try claims.add(
      LoadClaim(
        subject, side: side.rawValue, owner: side == .source ? "job" : "verify",
        at: Date(timeIntervalSince1970: 0)))
    try change("LoadCollection", on: side == .source ? from : to)
  }

  /// Loads or releases the collection on a side as its user does.
  func change(_ method: String, on fake: FakeMilvus) throws {
    _ = try fake.perform(
      method, WireLoadCollectionRequest.with { $0.collectionName = sample.name })
  }

  /// Whether the collection is loaded on a side.
  func isLoaded(on fake: FakeMilvus) throws -> Bool {
    let state = try WireGetLoadStateResponse(
      serializedBytes: fake.perform(
        "GetLoadState", WireLoadStateRequest.with { $0.collectionName = sample.name }))
    return state.state == 3
  }

  /// Runs the one job that a report allows, to its end.
  func run(_ report: CheckReport) async throws -> JobStatus {
    let ids = try await engine.start(report, from: source, to: target)
    return try await engine.outcome(of: try #require(ids.first))
  }

  /// Runs the one job that a report allows, does something while its first write is on its way, and
  /// returns how the job ended.
  func run(
    _ report: CheckReport, by method: String = "Insert",
    duringFirstWrite body: (JobID) async throws -> Void
  ) async throws -> JobStatus {
    let gate = to.hold(method)
    let id = try #require(try await engine.start(report, from: source, to: target).first)
    await gate.arrival()
    do { try await body(id) } catch {
      gate.open()
      throw error
    }
    gate.open()
    return try await engine.outcome(of: id)
  }

  /// A job that is paused after the first of its key ranges.
  func paused(
    _ options: MigrationOptions = MigrationOptions(), by name: String? = nil
  ) async throws -> JobID {
    var options = options
    options.parallel = 1
    let method = options.onConflict == .upsert ? "Upsert" : "Insert"
    let job = try await run(try await check(options, by: name), by: method) {
      try await engine.pause($0)
    }
    try #require(job.state == .paused && job.done > 0 && job.done < Int64(sample.rowCount))
    return job.id
  }

  /// Lets a job go on and returns how it ended.
  func resume(
    _ id: JobID, rate: RateChoice? = nil, amendment: PlanAmendment = PlanAmendment()
  ) async throws -> JobStatus {
    try await engine.resume(id, from: source, to: target, rate: rate, amendment: amendment)
    return try await engine.outcome(of: id)
  }

  /// Ends a job and drops what it made.
  func cancelAndDrop(_ id: JobID) async throws {
    try await engine.cancel(id, dropOn: target, releaseOn: [])
  }

  /// Makes the entities of a job's target those of its source.
  func repair(_ id: JobID) async throws -> RepairReport {
    try await engine.repair(id, from: source, to: target)
  }

  /// What happened to a job, in words.
  func events(of id: JobID) async throws -> [String] {
    try await engine.report(of: id).events.map(\.message)
  }

  /// What is known of the first job.
  func report() async throws -> JobReport {
    try await engine.report(of: JobID(rawValue: 1))
  }

  /// Drops the collection on a side.
  func drop(on fake: FakeMilvus) throws {
    try fake.perform(
      "DropCollection", WireCollectionRequest.with { $0.collectionName = sample.name })
  }

  /// Deletes every row that a side has.
  func deleteRows(on fake: FakeMilvus) throws {
    let keys = fake.rows(of: sample.name).map(\.key.description).joined(separator: ", ")
    try fake.perform(
      "Delete",
      WireDeleteRequest.with {
        $0.collectionName = sample.name
        $0.expr = "id in [\(keys)]"
      })
  }

  /// Gives a collection another name on a side, also one that another collection has.
  func point(_ alias: String, to name: String, on fake: FakeMilvus) throws {
    try fake.perform(
      "AlterAlias",
      WireAliasRequest.with {
        $0.collectionName = name
        $0.alias = alias
      })
  }

  /// Compares both sides.
  func verify(
    _ mode: VerifyOptions.Mode, fields: [ServerName]? = nil
  ) async throws -> VerificationReport {
    let address = CollectionAddress(name: ServerName(sample.name))
    return try await engine.verify(
      address, on: source, against: address, on: target,
      options: VerifyOptions(mode: mode, fields: fields))
  }

  /// Asks both sides the same searches.
  func compareSearches(
    _ queries: SearchOptions.Queries = .sample(100, seed: 1),
    _ edit: (inout SearchOptions) -> Void = { _ in }
  ) async throws -> SearchReport {
    let address = CollectionAddress(name: ServerName(sample.name))
    var options = SearchOptions(queries: queries)
    edit(&options)
    return try await engine.compareSearches(
      address, on: source, with: address, on: target, options: options)
  }

  /// Starts what a report allows, and returns how many jobs there are.
  func start(_ report: CheckReport) async throws -> Int {
    try await engine.start(report, from: source, to: target).count
  }

  /// Expects the same rows on both sides, byte for byte and each once, and the same schema.
  func expectSame(_ location: SourceLocation = #_sourceLocation) throws {
    let rows = to.rows(of: sample.name)
    #expect(rows == from.rows(of: sample.name), sourceLocation: location)
    #expect(rows.count == sample.rowCount, sourceLocation: location)
    #expect(to.misroutedKeys(of: sample.name).isEmpty, sourceLocation: location)
    let (here, there) = try (description(on: from), description(on: to))
    #expect(there.schema == here.schema, sourceLocation: location)
    #expect(there.aliases == here.aliases, sourceLocation: location)
    #expect(there.numPartitions == here.numPartitions, sourceLocation: location)
    #expect(!to.isCrashed, sourceLocation: location)
  }

  /// What a side says about the collection.
  func description(on fake: FakeMilvus) throws -> WireDescribeCollectionResponse {
    try WireDescribeCollectionResponse(
      serializedBytes: fake.perform(
        "DescribeCollection", WireCollectionRequest.with { $0.collectionName = sample.name }))
  }

  /// The columns that were written, by name, in all writes together.
  func writtenColumns() throws -> Set<String> {
    let writes = to.calls.filter { ["Insert", "Upsert"].contains($0.method) }
    return Set(
      try writes.flatMap {
        try WireWriteRequest(serializedBytes: $0.request).fieldsData.map(\.fieldName)
      })
  }
}

extension Cluster {
  /// A cluster as the Shell would have connected to it.
  init(access: MilvusAccess) async throws {
    let identity = try await withMilvusClient(access) { try await $0.identify() }
    self.init(
      label: access.endpoint.description, access: access, identity: identity,
      profile: ClusterProfile.infer(endpoint: access.endpoint, identity: identity))
  }
}
