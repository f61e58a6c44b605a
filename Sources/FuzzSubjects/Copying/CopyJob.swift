internal import MigrationEngine
internal import MilvusClient
internal import TestSupport

/// One random migration, with its pauses.
struct CopyJob: Sendable {
  /// How it ended.
  struct End {
    let status: JobStatus
    let rejects: [RejectedRow]
  }

  private let request: MigrationRequest
  private let pauses: [Int]
  private let source, target: Cluster
  private let fake: FakeMilvus

  init(_ input: CopyInput, from source: Cluster, to target: Cluster, _ fake: FakeMilvus) {
    var options = MigrationOptions()
    (options.verification, options.autoID) = (.full, .keepKeys)
    if input.isWild { options.maxRejects = .max }
    request = MigrationRequest(
      collections: [CollectionChoice(source: ServerName(input.sample.name))], options: options)
    (pauses, self.source, self.target, self.fake) = (input.pauses, source, target, fake)
  }

  /// The job once it has ended; nil if a check forbids it.
  func end() async throws -> End? {
    let scratch = try Scratch()
    var tuning = EngineTuning()
    tuning.rowsPerRange = 15
    let engine = Engine(stateFolder: scratch.path(of: "state"), tuning: tuning)
    let report = try await engine.check(request, from: source, to: target)
    guard report.blockers.isEmpty else { return nil }
    let changes = fake.events()
    let ids = try await engine.start(report, from: source, to: target)
    let id = try require(ids.first, "a plan without a job")
    let steering = Task { try await pause(id, of: engine, at: changes) }
    var status = try await engine.outcome(of: id)
    defer { steering.cancel() }
    while status.state == .paused, status.failure == nil {
      try await engine.resume(id, from: source, to: target)
      status = try await engine.outcome(of: id)
    }
    return End(status: status, rejects: try await engine.rejects(of: id))
  }

  /// Asks the job to pause, each time after so many more changes of the target.
  private func pause(
    _ id: JobID, of engine: Engine, at calls: AsyncStream<FakeMilvus.Call>
  ) async throws {
    var waiting = pauses[...]
    var changes = 0
    for await call in calls where call.isChange {
      guard let next = waiting.first else { return }
      changes += 1
      guard changes == next else { continue }
      (waiting, changes) = (waiting.dropFirst(), 0)
      do {
        try await engine.pause(id, now: next.isMultiple(of: 2))
      } catch let error as MigrationError where error.code == .illegalJobState {
        // It has ended, or is paused and not resumed yet.
      }
    }
  }
}

extension Cluster {
  /// A cluster as the Shell would have connected to it.
  init(fake access: MilvusAccess) async throws {
    let identity = try await withMilvusClient(access) { try await $0.identify() }
    self.init(
      label: access.endpoint.description, access: access, identity: identity,
      profile: ClusterProfile.infer(endpoint: access.endpoint, identity: identity))
  }
}
