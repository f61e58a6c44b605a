internal import Foundation
internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What a dead process left loaded, as `jobs` and `status` tell of it.
@Suite(.timeLimit(.minutes(5))) struct LeftLoadTests {
  @Test(arguments: ["jobs", "status"])
  func `it is told until its server says that it is released`(line: String) async throws {
    let scratch = try Scratch()
    let (here, there) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    try SampleCollection("docs").make(on: there)
    let recorded = RecordedSession(stateFolder: scratch.path(of: "state"), tree: .standard)
    try await recorded.whileConnected(to: here, there) {
      let target = try #require(recorded.session.cluster(.target)).cluster
      try leaveLoaded("docs", at: target.access.endpoint.description, in: scratch)
      try change("LoadCollection", there)
      _ = try await recorded.run(line)
      let told = recorded.outputs.results
      #expect(told.contains("release target:docs"), "\(told)")
      try change("ReleaseCollection", there)
      _ = try await recorded.run(line)
      let rest = recorded.outputs.results.dropFirst(told.count)
      #expect(!rest.contains("docs"), "\(rest)")
    }
  }

  /// Writes down what a process does that loads a collection and dies.
  private func leaveLoaded(_ name: String, at place: String, in scratch: Scratch) throws {
    let subject = LoadClaim.Subject(place: place, database: "default", collection: name)
    try LoadClaims(folder: scratch.path(of: "state")).add(
      LoadClaim(subject, side: "target", owner: "verify", at: Date(timeIntervalSince1970: 0)))
  }

  private func change(_ method: String, _ fake: FakeMilvus) throws {
    var request = WireLoadCollectionRequest()
    request.collectionName = "docs"
    try fake.perform(method, request)
  }
}
