internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// A copy is brought up to date after its source was written to.
@Suite(.timeLimit(.minutes(15))) struct SyncTests {
  private static func sample(_ key: DataType, generated: Bool) -> SampleCollection {
    var sample = SampleCollection("docs", key: key) { $0.fields[0].autoID = generated }
    sample.partitions = ["p1"]
    return sample
  }

  private func migrated(
    _ sample: SampleCollection, to version: String = "2.6.18",
    _ body: (FakePair) async throws -> Void
  ) async throws {
    try await FakePair.open(sample, from: "2.6.18", to: version) { pair in
      try await pair.migrate()
      pair.to.forgetCalls()
      try await body(pair)
      #expect(try !pair.isLoaded(on: pair.to))
    }
  }

  @Test(arguments: [
    (DataType.int64, "2.3.5"), (.int64, "2.6.18"), (.varchar, "2.6.18"),
  ])
  func `inserts, updates and deletes arrive, counted apart`(
    key: DataType, version: String
  ) async throws {
    try await migrated(Self.sample(key, generated: false), to: version) { pair in
      try pair.writeToSource()
      let report = try await pair.sync(deleting: true)
      #expect(report.isEqual && report.sourceGrowth == 0)
      #expect(report.found.kinds == [.missing: 3, .changed: 2, .extra: 1])
      #expect(report.settled(.missing) == 3 && report.settled(.changed) == 2)
      #expect(report.written == 5 && report.deleted == 1)
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
      let again = try await pair.sync(deleting: true)
      #expect(again.isEqual && again.written == 0 && again.deleted == 0)
    }
  }

  @Test func `generated keys are kept by deleting and inserting`() async throws {
    try await migrated(Self.sample(.int64, generated: true)) { pair in
      let lost = pair.from.rows(of: "docs").prefix(3).map(\.key)
      try pair.delete(lost, on: pair.to)
      let report = try await pair.sync()
      #expect(report.isEqual && report.settled(.missing) == 3)
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
      #expect(!pair.to.calls.contains { $0.method == "Upsert" })
    }
  }

  @Test func `what is gone stays unless it is to be deleted`() async throws {
    try await migrated(Self.sample(.int64, generated: false)) { pair in
      try pair.writeToSource()
      let report = try await pair.sync()
      #expect(!report.isEqual && report.deleted == 0)
      #expect(report.left.kinds == [.extra: 1])
      #expect(!pair.to.calls.contains { $0.method == "Delete" })
    }
  }

  @Test func `a partition that is new on the source is made and filled`() async throws {
    try await migrated(Self.sample(.int64, generated: false)) { pair in
      try pair.from.perform(
        "CreatePartition",
        WirePartitionRequest.with {
          $0.collectionName = "docs"
          $0.partitionName = "p2"
        })
      try pair.from.perform("Insert", pair.sample.write(rows: [60, 61], partition: "p2"))
      try pair.change("LoadCollection", on: pair.from)
      let report = try await pair.sync()
      #expect(report.madePartitions == ["p2"] && report.isEqual)
      #expect(report.settled(.missing) == 2)
    }
  }

  @Test func `a source that is written to meanwhile is said to be`() async throws {
    try await migrated(Self.sample(.int64, generated: false)) { pair in
      try pair.writeToSource()
      let gate = pair.to.hold("Upsert")
      async let synced = pair.sync(deleting: true)
      await gate.arrival()
      try pair.from.perform("Insert", pair.sample.write(rows: [80, 81], partition: "p1"))
      gate.open()
      #expect(try await synced.sourceGrowth == 2)
      let again = try await pair.sync(deleting: true)
      #expect(again.isEqual && again.sourceGrowth == 0)
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
    }
  }

  @Test func `what the target had of its own, or from elsewhere, is not deleted`() async throws {
    let sample = Self.sample(.int64, generated: false)
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try Self.fill(pair.to, like: sample)
      var options = MigrationOptions()
      options.onConflict = .upsert
      try await pair.migrate(options)
      try pair.writeToSource()
      try await pair.expectRefusedDeletion()
      let report = try await pair.sync()
      #expect(report.settled(.missing) == 3 && report.left.kinds == [.extra: 3])
    }
  }

  @Test func `what a canceled job found in the target is not deleted`() async throws {
    let sample = Self.sample(.int64, generated: false)
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try Self.fill(pair.to, like: sample)
      var options = MigrationOptions()
      options.onConflict = .upsert
      let job = try await pair.paused(options)
      try await pair.engine.cancel(job, dropOn: nil, releaseOn: [])
      try await pair.expectRefusedDeletion()
    }
  }

  @Test func `a job whose collection was dropped has not made the one that came after it`()
    async throws
  {
    let sample = Self.sample(.int64, generated: false)
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try await pair.cancelAndDrop(try await pair.paused())
      try Self.fill(pair.to, like: sample)
      var options = MigrationOptions()
      options.onConflict = .upsert
      try await pair.migrate(options)
      try await pair.expectRefusedDeletion()
    }
  }

  @Test func `a copy of another source loses nothing`() async throws {
    let sample = Self.sample(.int64, generated: false)
    try await migrated(sample) { pair in
      let other = FakeMilvus("2.6.18")
      var fewer = sample
      fewer.rowCount = 10
      try fewer.make(on: other)
      try await withFakeMilvus(other) { access in
        try await pair.expectRefusedDeletion(from: Cluster(access: access))
      }
      #expect(pair.to.rows(of: "docs").count == sample.rowCount)
    }
  }

  /// Makes the collection on a server, with rows that no sample has.
  private static func fill(_ fake: FakeMilvus, like sample: SampleCollection) throws {
    var older = sample
    older.rowCount = 10
    try older.make(on: fake)
    try fake.perform("Insert", sample.write(rows: [90, 92]))
  }

  @Test func `a sync that is cancelled is simply run again`() async throws {
    try await migrated(Self.sample(.int64, generated: false)) { pair in
      try pair.writeToSource()
      let gate = pair.to.hold("Upsert")
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = try? await pair.sync(deleting: true) }
        await gate.arrival()
        group.cancelAll()
        gate.open()
      }
      #expect(pair.leftLoaded().isEmpty)
      #expect(try await pair.sync(deleting: true).isEqual)
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
    }
  }
}

extension FakePair {
  /// Makes three rows of the source, changes two and deletes one.
  fileprivate func writeToSource() throws {
    try from.perform("Insert", sample.write(rows: [70, 72, 74]))
    var changed = sample.write(rows: [2, 4])
    let other = sample.write(rows: [202, 204])
    for place in changed.fieldsData.indices where changed.fieldsData[place].fieldName == "v" {
      changed.fieldsData[place] = other.fieldsData[place]
    }
    try from.perform("Upsert", changed)
    try delete([from.rows(of: sample.name)[0].key], on: from)
  }

  /// Deletes rows of a side by their keys.
  fileprivate func delete(_ keys: [PrimaryKey], on fake: FakeMilvus) throws {
    let list = keys.map(\.literal).joined(separator: ", ")
    try fake.perform(
      "Delete",
      WireDeleteRequest.with {
        $0.collectionName = sample.name
        $0.expr = "id in [\(list)]"
      })
  }

  /// Brings the copy up to date, and counts the source before and afterwards.
  fileprivate func sync(
    deleting: Bool = false, from other: Cluster? = nil
  ) async throws -> RepairReport {
    let address = CollectionAddress(name: ServerName(sample.name))
    var options = RepairOptions(deletesExtra: deleting)
    options.countsSource = true
    return try await engine.repair(
      address, on: other ?? source, against: address, on: target, options: options, by: "sync")
  }

  /// Expects that a sync refuses to delete, and deletes nothing.
  fileprivate func expectRefusedDeletion(
    from other: Cluster? = nil, _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let error = await #expect(throws: MigrationError.self, sourceLocation: location) {
      try await sync(deleting: true, from: other)
    }
    #expect(error?.code == .notRepairable, sourceLocation: location)
    #expect(!to.calls.contains { $0.method == "Delete" }, sourceLocation: location)
  }
}
