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
    try await Passage.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { passage in
      try Self.other.make(on: passage.from)
      let report = try await passage.check(both: Self.other.name)
      let gate = passage.to.hold("Insert")
      defer { gate.open() }
      let ids = try await passage.engine.start(
        report, from: passage.source, to: isLite ? passage.target.asLite : passage.target)
      await gate.arrival()
      if isLite {
        try await waitUntil("both jobs copy") {
          await passage.engine.movingJobs().count { $0.rangesOpen > 0 } == 2 ? () : nil
        }
        // Time enough for the other job to read a range and send it.
        try await Task.sleep(for: .milliseconds(300))
      } else {
        try await waitUntil("a second write") { passage.to.mostAtOnce("Insert") > 1 ? () : nil }
      }
      gate.open()
      for id in ids {
        let job = try await passage.engine.outcome(of: id)
        #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
      }
      for name in [passage.sample.name, Self.other.name] {
        #expect(passage.to.rows(of: name) == passage.from.rows(of: name))
      }
      #expect(ids.count == 2 && (passage.to.mostAtOnce("Insert") == 1) == isLite)
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
