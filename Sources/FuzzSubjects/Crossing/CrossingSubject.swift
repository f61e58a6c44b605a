internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import SwiftProtobuf
internal import TestSupport

/// Random collections with random rows, moved from one fake server to another over gRPC.
///
/// Whatever the rows are, what arrives is what left, each once; what a check forbids is not begun.
struct CrossingSubject: FuzzSubject {
  /// The name.
  let name = "crossing"

  /// Makes a collection, its writes and two servers.
  func input(from base: Void, using generator: inout SeededGenerator) throws -> CrossingInput {
    CrossingInput(using: &generator)
  }

  /// Moves the collection and compares what arrived.
  func check(_ input: CrossingInput) async throws {
    let (source, target) = (FakeMilvus(input.source), FakeMilvus(input.target))
    try input.fill(source)
    try await withFakeMilvus(source) { sourceAccess in
      try await withFakeMilvus(target) { targetAccess in
        let ends = try await (Cluster(fake: sourceAccess), Cluster(fake: targetAccess))
        if let status = try await move(input, from: ends.0, to: ends.1) {
          try compare(status, input, source, target)
        } else {
          try require(input.source != input.target, "its own version does not take it")
          try require(target.calls.filter(\.isChange).isEmpty, "a forbidden crossing is begun")
        }
      }
    }
    try require(source.calls.filter(\.isChange).isEmpty, "the source is written to")
    try require(!source.isCrashed && !target.isCrashed, "a server has crashed")
  }

  /// The job once it has ended; nil if a check forbids it.
  private func move(
    _ input: CrossingInput, from source: Cluster, to target: Cluster
  ) async throws -> JobStatus? {
    let scratch = try Scratch()
    var tuning = EngineTuning()
    tuning.rowsPerRange = 15
    let engine = Engine(stateFolder: scratch.path(of: "state"), tuning: tuning)
    var options = MigrationOptions()
    (options.verification, options.autoID) = (.full, .keepKeys)
    let request = MigrationRequest(
      collections: [CollectionChoice(source: ServerName(input.sample.name))], options: options)
    let report = try await engine.check(request, from: source, to: target)
    guard report.blockers.isEmpty else { return nil }
    let ids = try await engine.start(report, from: source, to: target)
    return try await engine.outcome(of: try require(ids.first, "a plan without a job"))
  }

  /// Copies of a key have the same values, so that it does not matter which of them arrives.
  private func compare(
    _ status: JobStatus, _ input: CrossingInput, _ source: FakeMilvus, _ target: FakeMilvus
  ) throws {
    let reason = status.failure.map { "\($0.code): \($0.message)" } ?? "no reason"
    try require(status.state == .successful, "the job is \(status.state): \(reason)")
    let result = try require(status.result, "the job has no result")
    let copies = source.rows(of: input.sample.name)
    // No release returns an entity with the largest key.
    let left = Set(copies.filter { $0.key != .int64(.max) })
    let arrived = target.rows(of: input.sample.name)
    try require(
      arrived.count == left.count && Set(arrived) == left,
      "\(left.count) rows left, \(Set(arrived).intersection(left).count) of \(arrived.count) are right"
    )
    try require(target.misroutedKeys(of: input.sample.name).isEmpty, "rows cannot be found")
    try require(result.rows == Int64(left.count), "the result has \(result.rows) rows")
    try require(
      result.duplicateKeys == Int64(copies.count - left.count),
      "\(result.duplicateKeys) copies of \(copies.count - left.count) are told")
    try require(!result.sourceChanged && result.contentVerified, "the result is \(result)")
  }

  /// The servers, the schema's bytes and how keys were written.
  func text(of input: CrossingInput) -> String {
    let bytes: [UInt8] = (try? input.sample.schema.serializedBytes()) ?? []
    return """
      from \(input.source) to \(input.target), shards \(input.sample.shards)
      schema \(Spelling.hex(bytes))
      \(input.batches.map(\.description).joined(separator: "\n"))
      """
  }
}

extension Cluster {
  /// A cluster as the Shell would have connected to it.
  fileprivate init(fake access: MilvusAccess) async throws {
    let identity = try await withMilvusClient(access) { try await $0.identify() }
    self.init(
      label: access.endpoint.description, access: access, identity: identity,
      profile: ClusterProfile.infer(endpoint: access.endpoint, identity: identity))
  }
}
