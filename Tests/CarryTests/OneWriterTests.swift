internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// A server that takes one writer gets one, whichever job writes.
@Suite(.timeLimit(.minutes(15))) struct OneWriterTests {
  private static let other = SampleCollection("other")

  @Test(arguments: [true, false])
  func `two jobs into one Milvus Lite take turns at each write, and elsewhere they do not`(
    isLite: Bool
  ) async throws {
    try await FakePair.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { pair in
      try Self.other.make(on: pair.from)
      let report = try await pair.check(both: Self.other.name)
      let gate = pair.to.hold("Insert")
      defer { gate.open() }
      let ids = try await pair.engine.start(
        report, from: pair.source, to: isLite ? pair.target.asLite : pair.target)
      await gate.arrival()
      if isLite {
        try await waitUntil("both jobs copy") {
          await pair.engine.movingJobs().count { $0.rangesOpen > 0 } == 2 ? () : nil
        }
        // Time enough for the other job to read a range and send it.
        try await Task.sleep(for: .milliseconds(300))
      } else {
        try await waitUntil("a second write") { pair.to.mostAtOnce("Insert") > 1 ? () : nil }
      }
      gate.open()
      for id in ids {
        let job = try await pair.engine.outcome(of: id)
        #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
      }
      for name in [pair.sample.name, Self.other.name] {
        #expect(pair.to.rows(of: name) == pair.from.rows(of: name))
      }
      #expect(ids.count == 2 && (pair.to.mostAtOnce("Insert") == 1) == isLite)
    }
  }
}

extension Cluster {
  /// The same, taken for a server that stands one writer.
  fileprivate var asLite: Cluster {
    var cluster = self
    cluster.identity = ServerIdentity(
      version: ServerVersion(3, 2, 2, isLite: true), text: "milvus_lite-3.2.2",
      roundTrip: identity.roundTrip)
    return cluster
  }
}
