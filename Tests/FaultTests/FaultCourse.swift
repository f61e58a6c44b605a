internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// One migration between two fakes, done again and again, each time with one thing going wrong.
struct FaultCourse: Sendable {
  /// What became of one migration.
  struct Ending: CustomStringConvertible {
    /// What stopped it on its way, in order.
    var stops: [String] = []
    /// How it ended; nil if it did not end within the attempts that it had.
    var result: JobResult?

    var description: String { stops.isEmpty ? "no stop" : stops.joined(separator: "; ") }
  }

  /// One of the two ends.
  enum Side: String, Sendable, CaseIterable {
    case source, target
  }

  let sample: SampleCollection
  let source: FakeMilvus
  let target: FakeMilvus
  private let ends: (source: Cluster, target: Cluster)
  /// Who copies key ranges, unless an attempt says otherwise.
  private let executor: ExecutorKind

  /// Serves both fakes for the time of the body.
  static func open(
    _ keys: KeyKind, version: String = "2.6.18", executor: ExecutorKind = .local,
    _ body: (FaultCourse) async throws -> Void
  ) async throws {
    try await open(
      keys.sample, from: FakeMilvus(version), to: FakeMilvus(version), executor: executor, body)
  }

  /// Makes a collection on the first of two fakes, and serves both for the time of the body.
  static func open(
    _ sample: SampleCollection, from source: FakeMilvus, to target: FakeMilvus,
    executor: ExecutorKind, _ body: (FaultCourse) async throws -> Void
  ) async throws {
    try sample.make(on: source)
    try await withFakeMilvus(source) { sourceAccess in
      try await withFakeMilvus(target) { targetAccess in
        let ends = try await (Cluster(access: sourceAccess), Cluster(access: targetAccess))
        try await body(
          FaultCourse(
            sample: sample, source: source, target: target, ends: ends, executor: executor))
      }
    }
  }

  /// The server of an end.
  func fake(_ side: Side) -> FakeMilvus { side == .source ? source : target }

  /// Migrates onto an empty target, each attempt with an engine of its own as after a crash.
  ///
  /// - Parameters:
  ///   - patience: Seconds for which calls are repeated before the job stops.
  ///   - hook: Looks on at the journal's writes in the first attempt.
  ///   - workers: Who copies key ranges in the first attempt.
  ///   - arm: Plans what goes wrong.
  /// - Returns: How it went.
  /// - Throws: What the harness itself fails with.
  func migrate(
    patience: Double, hook: JournalWriteHook? = nil,
    workers: WorkerLauncher? = nil, _ arm: () -> Void = {}
  ) async throws -> Ending {
    target.reset()
    source.forgetCalls()
    let scratch = try Scratch()
    var ending = Ending()
    arm()
    // One thing goes wrong: the third attempt has nothing left to stop it.
    for attempt in 1...3 {
      var tuning = EngineTuning()
      tuning.rowsPerRange = 15
      (tuning.retries.patience, tuning.retries.firstWait) = (patience, 0.001)
      tuning.retries.holdWait = 0.001
      tuning.journalWriteHook = attempt == 1 ? hook : nil
      let launcher = attempt == 1 ? workers ?? executor.launcher() : executor.launcher()
      tuning.execution = launcher?.execution ?? .here
      let engine = Engine(stateFolder: scratch.path(of: "state"), tuning: tuning)
      do {
        guard let id = try await job(engine, &ending) else { continue }
        let status = try await engine.outcome(of: id)
        ending.result = status.state == .successful ? status.result : nil
        if ending.result != nil { break }
        let failure = try #require(status.failure, "a job that stops says why: \(status.state)")
        #expect(failure.code != .unexpected && !failure.message.isEmpty)
        ending.stops.append("\(status.phase): \(failure.code.rawValue): \(failure.message)")
      } catch {
        ending.stops.append("\(error)")
      }
    }
    return ending
  }

  /// Brings the target up to date with an engine of its own as after a crash; nil if something
  /// stopped it.
  func sync(
    patience: Double, workers: WorkerLauncher? = nil, _ arm: () -> Void = {}
  ) async throws -> RepairReport? {
    try await withEngine(patience, workers) { engine in
      arm()
      return try? await engine.repair(
        address, on: ends.source, against: address, on: ends.target,
        options: RepairOptions(deletesExtra: true), by: "sync")
    }
  }

  /// Compares both ends with an engine of its own.
  func verify(
    patience: Double, workers: WorkerLauncher? = nil, _ mode: VerifyOptions.Mode = .full,
    _ arm: () -> Void = {}
  ) async throws -> VerificationReport {
    try await withEngine(patience, workers) { engine in
      arm()
      return try await engine.verify(
        address, on: ends.source, against: address, on: ends.target,
        options: VerifyOptions(mode: mode))
    }
  }

  private var address: CollectionAddress { CollectionAddress(name: ServerName(sample.name)) }

  private func withEngine<R>(
    _ patience: Double, _ workers: WorkerLauncher?, _ body: (Engine) async throws -> R
  ) async throws -> R {
    let scratch = try Scratch()
    var tuning = EngineTuning()
    (tuning.retries.patience, tuning.retries.firstWait) = (patience, 0.001)
    tuning.retries.holdWait = 0.001
    tuning.execution = (workers ?? executor.launcher())?.execution ?? .here
    return try await body(Engine(stateFolder: scratch.path(of: "state"), tuning: tuning))
  }

  /// The job, started or resumed; nil if a check forbids it.
  private func job(_ engine: Engine, _ ending: inout Ending) async throws -> JobID? {
    if let known = try await engine.jobs().first {
      try await engine.resume(known.id, from: ends.source, to: ends.target)
      return known.id
    }
    let request = MigrationRequest(collections: [CollectionChoice(source: ServerName(sample.name))])
    let report = try await engine.check(request, from: ends.source, to: ends.target)
    #expect(target.collections().isEmpty, "a check writes nothing")
    guard report.blockers.isEmpty else {
      ending.stops.append("check: \(report.blockers.map(\.text).joined(separator: "; "))")
      return nil
    }
    return try await engine.start(report, from: ends.source, to: ends.target).first
  }

  /// Expects that the target is what the source is, each row once, and the source as it was.
  func expectEquality(_ ending: Ending, _ what: String) throws {
    guard let result = ending.result else {
      Issue.record("\(what): the migration did not end: \(ending)")
      return
    }
    let (here, there) = (source.rows(of: sample.name), target.rows(of: sample.name))
    #expect(there == here, "\(what): \(there.count) rows for \(here.count), after \(ending)")
    #expect(result.rows == Int64(here.count) && !result.needsAttention, "\(what): \(result)")
    #expect(target.misroutedKeys(of: sample.name).isEmpty, "\(what)")
    let (original, copy) = try (snapshot(of: source), snapshot(of: target))
    #expect(copy == original, "\(what), after \(ending)")
    #expect(try !isLoaded(target), "\(what): the target stays loaded, after \(ending)")
    #expect(source.calls.filter(\.isChange).isEmpty, "\(what)")
  }
}

// MARK: - What a fake says of the collection

extension FaultCourse {
  /// Everything but the rows that has to be the same on both sides.
  private struct Snapshot: Equatable {
    let schema: WireCollectionSchema
    let properties: [String: String]
    let aliases: [String]
    let partitions: Int64
    let indexes: [String]
  }

  private func snapshot(of fake: FakeMilvus) throws -> Snapshot {
    let named = WireCollectionRequest.with { $0.collectionName = sample.name }
    let described = try WireDescribeCollectionResponse(
      serializedBytes: fake.perform("DescribeCollection", named))
    let indexes = try WireDescribeIndexResponse(
      serializedBytes: fake.perform("DescribeIndex", named))
    let properties = described.properties.map { ($0.key, $0.value) }
      // On the target it is there, and off again.
      .filter { $0.0 != "allow_insert_auto_id" || $0.1 != "false" }
    return Snapshot(
      schema: described.schema, properties: Dictionary(uniqueKeysWithValues: properties),
      aliases: described.aliases.sorted(), partitions: described.numPartitions,
      indexes: indexes.indexDescriptions.map(\.fieldName).sorted())
  }

  /// The number of LoadStateNotLoad in common.proto.
  private var notLoaded: Int32 { 1 }

  private func isLoaded(_ fake: FakeMilvus) throws -> Bool {
    let state = try WireGetLoadStateResponse(
      serializedBytes: fake.perform(
        "GetLoadState", WireLoadStateRequest.with { $0.collectionName = sample.name }))
    return state.state != notLoaded
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
