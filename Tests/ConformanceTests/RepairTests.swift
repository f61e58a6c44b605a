internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// `repair` writes what differs and nothing else, and says truly what is left.
@Suite(.timeLimit(.minutes(15)))
struct RepairTests {
  @Test(arguments: [(TestServer.source, TestServer.target), (.lite, .lite2), (.source, .lite2)])
  func `what is missing or changed is written, what is extra goes only when asked`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("varchar", on: from)
    let (pair, copy) = (try await ServerPair(from, to), "repaired_varchar_of_\(from)")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.tamper.run([
      try to.address, copy, "\"key 000100\"", "\"key 000101\"", "\"by hand\"",
    ])
    let first = try await pair.repair(name, copy)
    #expect(
      named(first.found) == [
        "\"key 000100\" changed", "\"key 000101\" missing", "\"by hand\" extra",
      ])
    #expect(first.written == 2 && first.deleted == 0)
    #expect(named(first.left) == ["\"by hand\" extra"])
    #expect(!first.isEqual)
    #expect(try await pair.verify(name, copy).differenceCount == 1)
    let second = try await pair.repair(name, copy, RepairOptions(deletesExtra: true))
    #expect(second.written == 0 && second.deleted == 1)
    #expect(second.isEqual, "\(second.left)")
    #expect(second.left.loadedTarget)
    #expect(try await to.loadState(of: copy) == .notLoaded)
    try await pair.witness(name, copy, ignoring: ["aliases"])
  }

  @Test(arguments: [(TestServer.source, TestServer.target), (.lite, .lite2)])
  func `a dry run changes nothing`(from: TestServer, to: TestServer) async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: from)
    let (pair, copy) = (try await ServerPair(from, to), "dry_partitions_of_\(from)")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.tamper.run([
      try to.address, copy, "5", "9", "1001", "--partition", "first",
    ])
    let dry = try await pair.repair(
      name, copy, RepairOptions(deletesExtra: true, isDryRun: true))
    #expect(dry.written == 2 && dry.deleted == 1 && dry.writtenBytes == 0)
    #expect(!dry.isEqual)
    let after = try await pair.verify(name, copy)
    #expect(named(after) == ["5 changed", "9 missing", "1001 extra"])
    #expect(after.differences.map(\.partition) == ["first", "first", "first"])
    #expect(try await to.loadState(of: copy) == .notLoaded)
    let repaired = try await pair.repair(name, copy, RepairOptions(deletesExtra: true))
    #expect(repaired.isEqual, "\(repaired.left)")
    try await pair.witness(name, copy, ignoring: ["aliases"])
  }

  @Test func `a row that went to another bucket of the partition key comes back`() async throws {
    let name = try await SeededCollections.shared.collection("partition_key", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "repaired_partition_key")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.tamper.run([
      try TestServer.target.address, copy, "10", "13", "1000001",
    ])
    let repaired = try await pair.repair(name, copy, RepairOptions(deletesExtra: true))
    #expect(named(repaired.found) == ["10 changed", "13 missing", "1000001 extra"])
    #expect(repaired.isEqual, "\(repaired.left)")
    #expect(try await TestServer.target.count(copy) == 300)
    try await pair.witness(name, copy, ignoring: ["aliases"])
  }

  @Test func `keys that are there twice are made single`() async throws {
    let name = try await SeededCollections.shared.collection("partition_key", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "repaired_doubled")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.disturb.run([
      try TestServer.target.address, copy, "double", "10", "13", "16",
    ])
    let dry = try await pair.repair(name, copy, RepairOptions(isDryRun: true))
    #expect(dry.madeSingle == 3 && dry.written == 0)
    #expect(dry.left.partitions.map(\.target) == [303])
    let repaired = try await pair.repair(name, copy)
    #expect(repaired.madeSingle == 3)
    #expect(repaired.isEqual, "\(repaired.left)")
    #expect(try await TestServer.target.count(copy) == 300)
  }

  @Test(arguments: [(TestServer.source, TestServer.target), (.lite, .lite2)])
  func `a partition that is missing is made and filled`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: from)
    let (pair, copy) = (try await ServerPair(from, to), "repaired_partitions_of_\(from)")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.disturb.run([try to.address, copy, "drop-partition", "first"])
    let dry = try await pair.repair(name, copy, RepairOptions(isDryRun: true))
    #expect(dry.written == 75 && dry.madePartitions.isEmpty && !dry.isEqual)
    let repaired = try await pair.repair(name, copy)
    #expect(repaired.madePartitions == ["first"])
    #expect(repaired.written == 75)
    #expect(repaired.isEqual, "\(repaired.left)")
    try await pair.witness(name, copy, ignoring: ["aliases"])
  }

  @Test func `a partition that is made on a loaded target is loaded, too`() async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "repaired_while_loaded")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.disturb.run([
      try TestServer.target.address, copy, "drop-partition", "second",
    ])
    #expect(try await TestServer.target.count(copy) == 225)
    let repaired = try await pair.repair(name, copy)
    #expect(repaired.isEqual, "\(repaired.left)")
    #expect(!repaired.left.loadedTarget)
    #expect(try await TestServer.target.loadState(of: copy) == .loaded)
  }

  @Test func `a partition that only the target has is emptied, and stays`() async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "repaired_surplus")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.disturb.run([
      try TestServer.target.address, copy, "add-partition", "surplus", "7001", "7002",
    ])
    let kept = try await pair.repair(name, copy)
    #expect(named(kept.left) == ["7001 extra", "7002 extra"] && kept.deleted == 0)
    let emptied = try await pair.repair(name, copy, RepairOptions(deletesExtra: true))
    #expect(emptied.deleted == 2 && emptied.left.differenceCount == 0)
    #expect(emptied.left.schemaDifferences == ["partition \"surplus\" is on the target only"])
    #expect(!emptied.isEqual)
    #expect(try await TestServer.target.count(copy) == 300)
  }

  @Test func `rows with generated keys come back under their keys`() async throws {
    let name = try await SeededCollections.shared.collection("auto_id", on: .lite)
    let (pair, copy) = (try await ServerPair(.lite, .lite2), "repaired_auto_id")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    let keys = Array(try await TestServer.lite.keys(of: name).prefix(2))
    try await ServerProbe(try TestServer.lite2.address).delete(keys, of: copy)
    let repaired = try await pair.repair(name, copy)
    #expect(repaired.found.differences.map(\.key) == keys.sorted())
    #expect(repaired.isEqual, "\(repaired.left)")
    try await pair.witness(name, copy, ignoring: ["aliases"])
  }

  @Test func `rows that got new keys are not repaired, by job or by name`() async throws {
    let name = try await SeededCollections.shared.collection("auto_id", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "unrepairable_keys")
    let job = try await pair.migrate(name, as: copy, options: .autoID(.newKeys))
    try #require(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    let strange = try await ServerPair(.source, .target)
    for repair in [
      { _ = try await pair.repair(job.id) }, { _ = try await pair.repair(name, copy) },
      { _ = try await strange.repair(name, copy) },
    ] as [() async throws -> Void] {
      let error = await #expect(throws: MigrationError.self) { try await repair() }
      #expect(error?.code == .notRepairable)
    }
    #expect(try await TestServer.target.count(copy) == 300)
  }

  @Test func `a job is repaired by its number, at its own ends`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "repaired_by_number")
    let job = try await pair.migrate(name, as: copy, options: .withoutAliases)
    try await PythonTool.disturb.run([
      try TestServer.target.address, copy, "delete", "10", "13",
    ])
    let error = await #expect(throws: MigrationError.self) {
      try await pair.engine.repair(job.id, from: pair.target, to: pair.source)
    }
    #expect(error?.code == .planChanged)
    let repaired = try await pair.repair(job.id)
    #expect(repaired.written == 2 && repaired.isEqual, "\(repaired.left)")
  }

  @Test func `rows that do not fit are refused before anything is written`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let other = try await SeededCollections.shared.collection("varchar", on: .target)
    let before = try await TestServer.target.count(other)
    let pair = try await ServerPair(.source, .target)
    let error = await #expect(throws: MigrationError.self) {
      try await pair.repair(name, other)
    }
    #expect(error?.code == .schemaMismatch)
    #expect(error?.message.contains("\"i64\"") == true)
    #expect(try await TestServer.target.count(other) == before)
  }

  private func named(_ report: VerificationReport) -> Set<String> {
    Set(report.differences.map { "\($0.key) \($0.kind)" })
  }
}

extension ServerPair {
  /// Repairs the copy of a collection.
  func repair(
    _ name: String, _ copy: String, _ options: RepairOptions = RepairOptions()
  ) async throws -> RepairReport {
    try await engine.repair(
      .named(name), on: source, against: .named(copy), on: target, options: options)
  }

  /// Repairs what a job copied.
  fileprivate func repair(_ job: JobID) async throws -> RepairReport {
    try await engine.repair(job, from: source, to: target)
  }
}

extension TestServer {
  /// All keys of a small loaded collection, in order.
  fileprivate func keys(of name: String) async throws -> [PrimaryKey] {
    try await withClient { client in
      let all = KeyRange(lower: nil, upper: nil)
      return try await client.query(
        RowQuery(
          collection: .named(name), filter: all.filter(keyField: "id", keyType: .int64),
          outputFields: ["id"], keyField: "id")
      ).keys().sorted()
    }
  }
}
