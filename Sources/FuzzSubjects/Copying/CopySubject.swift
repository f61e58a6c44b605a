internal import MigrationEngine
internal import MilvusClient
internal import SwiftProtobuf
internal import TestSupport

/// Random collections with random rows, moved from one fake server to another over gRPC.
///
/// Whatever the rows are, what arrives is what left, each once; what a check forbids is not begun.
struct CopySubject: FuzzSubject {
  /// The name.
  let name = "copy"

  /// Makes a collection, its writes and two servers.
  func input(from base: Void, using generator: inout SeededGenerator) throws -> CopyInput {
    CopyInput(using: &generator)
  }

  /// Moves the collection and compares what arrived.
  func check(_ input: CopyInput) async throws {
    let (source, target) = (input.emptySource, input.emptyTarget)
    try input.fill(source)
    try await withFakeMilvus(source) { sourceAccess in
      try await withFakeMilvus(target) { targetAccess in
        let ends = try await (cluster(sourceAccess), cluster(targetAccess))
        if let ended = try await CopyJob(input, from: ends.0, to: ends.1, target).end() {
          try compare(ended, input, source, target)
        } else {
          try require(
            input.source != input.target || input.isWild, "its own version does not take it")
          try require(target.calls.filter(\.isChange).isEmpty, "a forbidden copy is begun")
        }
      }
    }
    try require(source.calls.filter(\.isChange).isEmpty, "the source is written to")
    try require(!source.isCrashed && !target.isCrashed, "a server has crashed")
  }

  /// What one process does on both ends of a call may stand still for long on a busy machine.
  private func cluster(_ access: MilvusAccess) async throws -> Cluster {
    var access = access
    access.timeout = .seconds(60)
    return try await Cluster(fake: access)
  }

  /// Copies of a key have the same values, so that it does not matter which of them arrives.
  private func compare(
    _ ended: CopyJob.End, _ input: CopyInput, _ source: FakeMilvus, _ target: FakeMilvus
  ) throws {
    let (status, name) = (ended.status, input.sample.name)
    let copies = source.rows(of: name)
    // No release returns an entity with the largest key.
    let left = Set(copies.filter { $0.key != .int64(.max) })
    let unwelcome = try input.refusedKeys()
    let taken = left.filter { !unwelcome.contains($0.key) }
    let refused = left.subtracting(taken)
    if left.isEmpty, !copies.isEmpty {
      let code = status.failure?.code
      return try require(code == .migration(.rowsMissing), "nothing can be read: \(status)")
    }
    let reason = status.failure.map { "\($0.code): \($0.message)" } ?? "no reason"
    if status.state == .failed, taken.isEmpty, !refused.isEmpty { return }
    try require(status.state == .successful, "the job is \(status.state): \(reason)")
    let result = try require(status.result, "the job has no result")
    let arrived = target.rows(of: name)
    try require(
      arrived.count == taken.count && Set(arrived) == taken,
      "\(taken.count) rows left, \(Set(arrived).intersection(taken).count) of \(arrived.count) are right"
    )
    try require(
      Set(ended.rejects.map(\.key)).subtracting([.int64(.max)]) == Set(refused.map(\.key)),
      "\(refused.count) rows are refused, \(ended.rejects.count) named")
    try require(target.misroutedKeys(of: name).isEmpty, "rows cannot be found")
    try require(!result.sourceChanged && result.contentVerified, "the result is \(result)")
    guard refused.isEmpty else { return }
    try require(result.rows == Int64(left.count), "the result has \(result.rows) rows")
    try require(
      result.duplicateKeys == Int64(copies.count - left.count),
      "\(result.duplicateKeys) copies of \(copies.count - left.count) are told")
  }

  /// The servers, the schema's bytes and how keys were written.
  func text(of input: CopyInput) -> String {
    let bytes: [UInt8] = (try? input.sample.schema.serializedBytes()) ?? []
    return """
      from \(input.source) to \(input.target), shards \(input.sample.shards)\(input.isWild ? ", wild" : "")
      pauses \(input.pauses)
      schema \(Spelling.hex(bytes))
      \(input.batches.map(\.description).joined(separator: "\n"))
      """
  }
}
