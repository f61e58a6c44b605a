internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// A journal whose disk has no room left.
@Suite(.timeLimit(.minutes(15)))
struct FullDiskTests {
  @Test func `a job stops when its journal cannot grow, and goes on when it can`() async throws {
    let name = try await SeededCollections.shared.collection("large", on: .source)
    let proxy = try TCPProxy(to: try TestServer.target.endpoint.port)
    let access = MilvusAccess(endpoint: try MilvusEndpoint.parse(proxy.address).endpoint)
    let (source, target) = (try await Cluster(.source), try await Cluster(access: access))
    let copy = "full_disk_copy"
    try await ServerProbe(proxy.address).drop(copy)
    try await SmallDisk.with(megabytes: 4) { disk in
      let engine = Engine(stateFolder: disk.path + "/state")
      let request = MigrationRequest(
        collections: [CollectionChoice(source: ServerName(name), target: ServerName(copy))],
        options: .withoutAliases)
      let report = try await engine.check(request, from: source, to: target)
      // 100 kB: more than the calls before the first rows, less than these.
      proxy.cut(at: .sent(100_000)) { disk.fill() }
      let id = try #require(try await engine.start(report, from: source, to: target).first)
      let stopped = try await engine.outcome(of: id)
      #expect(proxy.disarm())
      #expect(stopped.state == .paused)
      #expect(stopped.failure?.code == .journal(.diskFull))
      disk.makeRoom()
      try await engine.resume(id, from: source, to: target)
      let ended = try await engine.outcome(of: id)
      #expect(ended.state == .successful, "\(ended.failure?.message ?? "")")
      let verified = try await engine.verify(
        .named(name), on: source, against: .named(copy), on: target)
      #expect(verified.isEqual)
    }
    #expect(try await TestServer.target.count(copy) == 300)
  }

  @Test func `no job begins on a full disk`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let pair = try await ServerPair(.source, .target)
    let report = try await pair.check(name, as: "full_disk_never", options: .withoutAliases)
    try await SmallDisk.with(megabytes: 1) { disk in
      disk.fill()
      let engine = Engine(stateFolder: disk.path + "/state")
      let error = await #expect(throws: JournalError.self) {
        try await engine.start(report, from: pair.source, to: pair.target)
      }
      #expect(error?.code == .diskFull)
    }
    #expect(try await TestServer.target.inventory(prefix: "full_disk_never").isEmpty)
  }
}
