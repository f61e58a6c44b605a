internal import Foundation
internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Milvus Lite keeps vectors with NaN and infinity, Milvus refuses them: the other rows arrive.
@Suite(.timeLimit(.minutes(15)))
struct RejectTests {
  private let refused = [7, 150, 299].map { PrimaryKey.int64($0) }
  private let words = "is not a number or infinity"

  @Test func `what the target refuses is named, and everything else arrives`() async throws {
    let (name, copy) = (try await unwelcome(), "rejects_named")
    let pair = try await ServerPair(.lite, .target)
    let job = try await pair.migrate(name, as: copy, options: .withoutAliases)
    #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    #expect(job.rejected == 3)
    let result = try #require(job.result)
    #expect(result.rows == 297 && result.targetRows == 297)
    #expect(!result.sourceChanged && result.duplicateKeys == 0)
    let rows = try await pair.engine.rejects(of: job.id)
    #expect(rows.map(\.key) == refused)
    #expect(rows.allSatisfy { $0.partition == "_default" && $0.reason.contains(words) }, "\(rows)")
    #expect(try await TestServer.target.count(copy) == 297)
    let without = refused.map(\.description)
    try await pair.witness(name, copy, ignoring: ["aliases"], without: without)
  }

  @Test func `the file beside the journal has a line for each of them`() async throws {
    let name = try await unwelcome()
    let pair = try await ServerPair(.lite, .target)
    let job = try await pair.migrate(name, as: "rejects_filed", options: .withoutAliases)
    let path = try #require(job.rejectFile)
    #expect(path == "\(pair.stateFolder)/rejects/job-\(job.id).jsonl")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let rows = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(rows.map { PrimaryKey.int64($0.key) } == refused)
    #expect(rows.allSatisfy { $0.collection == name && $0.partition == "_default" })
    #expect(rows.allSatisfy { $0.reason.contains(words) })
  }

  @Test func `a verified job counts them as missing and nothing else`() async throws {
    let (name, copy) = (try await unwelcome(), "rejects_verified")
    let pair = try await ServerPair(.lite, .target)
    var options = MigrationOptions.withoutAliases
    options.verification = .full
    let result = try await pair.succeed(name, as: copy, options: options)
    #expect(result.contentVerified)
    let report = try await pair.verify(name, copy)
    #expect(report.differences.map(\.key) == refused)
    #expect(report.differences.allSatisfy { $0.kind == .missing })
  }

  @Test func `without leave to leave out the first refusal fails the job`() async throws {
    let name = try await unwelcome()
    let pair = try await ServerPair(.lite, .target)
    let job = try await pair.migrate(
      name, as: "rejects_forbidden", options: .allowing(rejects: 0))
    #expect(job.state == .failed)
    #expect(job.failure?.code == .migration(.rowsRefused))
    #expect(job.failure?.message.contains(words) == true)
    #expect(job.rejected == 0 && job.rejectFile == nil)
  }

  @Test func `more than is allowed fails the job, which goes on with leave for more`() async throws
  {
    let (name, copy) = (try await unwelcome(), "rejects_many")
    let pair = try await ServerPair(.lite, .target)
    let failed = try await pair.migrate(name, as: copy, options: .allowing(rejects: 2))
    #expect(failed.state == .failed)
    #expect(failed.failure?.code == .migration(.tooManyRejects))
    #expect(try await pair.engine.rejects(of: failed.id).map(\.key) == refused)
    #expect(failed.rejectFile != nil)
    try await pair.engine.resume(
      failed.id, from: pair.source, to: pair.target, maxRejects: 3)
    let job = try await pair.engine.outcome(of: failed.id)
    #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    #expect(job.rejected == 3 && job.result?.rows == 297)
    #expect(try await TestServer.target.count(copy) == 297)
  }

  private func unwelcome() async throws -> String {
    try await SeededCollections.shared.collection("unwelcome", on: .lite)
  }

  private struct Line: Decodable {
    let collection: String
    let key: Int64
    let partition: String
    let reason: String
  }
}

extension MigrationOptions {
  /// With leave to leave out so many entities.
  fileprivate static func allowing(rejects: Int) -> MigrationOptions {
    var options = withoutAliases
    options.maxRejects = rejects
    return options
  }
}
