internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Keys at the end of Int64, of which Milvus never returns the last one.
@Suite(.timeLimit(.minutes(15)))
struct KeyEndTests {
  private let hidden = PrimaryKey.int64(.max)
  private let ends = [Int64.min + 1, .max - 1].map(PrimaryKey.int64)

  @Test func `a key that Milvus would never return is a reject, and is said before`() async throws {
    let name = try await SeededCollections.shared.collection("unreadable", on: .lite)
    let (pair, copy) = (try await ServerPair(.lite, .target), "ends_rejected")
    let warnings = try await pair.check(name, as: copy).findings
      .filter { $0.code == .largestKey }
    #expect(warnings.map(\.level) == [.warning])
    #expect(warnings.first?.text.contains("\(Int64.max)") == true)
    let job = try await pair.migrate(name, as: copy, options: .withoutAliases)
    #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    let rows = try await pair.engine.rejects(of: job.id)
    #expect(rows.map(\.key) == [hidden])
    #expect(rows.allSatisfy { $0.reason.contains("never return") }, "\(rows)")
    #expect(job.result?.rows == 299 && job.result?.targetRows == 299)
    #expect(try await TestServer.target.count(copy) == 299)
    try await pair.witness(name, copy, ignoring: ["aliases"], without: [hidden.description])
  }

  @Test func `verify names it as missing, and repair as refused`() async throws {
    let name = try await SeededCollections.shared.collection("unreadable", on: .lite)
    let (pair, copy) = (try await ServerPair(.lite, .target), "ends_repaired")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    let target = try ServerProbe(TestServer.target.address)
    // Milvus deletes negative keys of what is loaded only.
    try await target.load(copy)
    try await target.delete(ends + [.int64(7)], of: copy)
    let missing = try await pair.verify(name, copy)
    #expect(Set(missing.differences.map(\.key)) == Set(ends + [.int64(7), hidden]))
    let repaired = try await pair.repair(name, copy)
    #expect(repaired.written == 3)
    #expect(repaired.refused.map(\.key) == [hidden])
    #expect(repaired.left.differences.map(\.key) == [hidden])
    #expect(try await TestServer.target.count(copy) == 299)
  }

  @Test func `a filter that leaves it out, and a target that returns it, reject nothing`()
    async throws
  {
    let name = try await SeededCollections.shared.collection("unreadable", on: .lite)
    let pair = try await ServerPair(.lite, .target)
    var options = MigrationOptions.withoutAliases
    options.filter = "id < \(Int64.max)"
    let filtered = try await pair.check(name, as: "ends_filtered", options: options)
    #expect(!filtered.findings.contains { $0.code == .largestKey })
    let between = try await ServerPair(.lite, .lite2)
    #expect(!(try await between.check(name).findings.contains { $0.code == .largestKey }))
    let result = try await between.succeed(name, as: "ends_kept", options: .withoutAliases)
    #expect(result.rows == 300)
    #expect(try await between.verify(name, "ends_kept").differenceCount == 0)
    try await between.witness(name, "ends_kept", ignoring: ["aliases"])
  }
}
