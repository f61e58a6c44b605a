internal import Foundation
internal import TestSupport
internal import Testing

/// The program, the fake control plane, and real servers behind the ids of its clusters.
@Suite(.timeLimit(.minutes(15)))
struct CloudConnectionTests {
  private let program: BuiltProgram

  init() throws {
    program = try BuiltProgram()
  }

  /// Two organisations whose clusters are the real servers.
  private func estate() throws -> CloudEstate {
    let (source, target) = (try TestServer.source.address, try TestServer.target.address)
    return .sample { $0.hasSuffix("south") ? target : source }
  }

  private func vecferry(
    _ cloud: FakeCloud, _ commands: String, keys: [String: String]
  ) async throws -> ProgramEnd {
    try await program.run(
      ["-o", "json", "-c", commands],
      environment: keys.merging(["VECFERRY_CLOUD_URL": cloud.address]) { $1 })
  }

  @Test func `an id connects the server behind it, with kind, size and project`() async throws {
    try await withFakeCloud(try estate()) { cloud in
      let end = try await vecferry(
        cloud, "connect source in01-books", keys: ["VECFERRY_KEY": "north-owner-5f0c2a"])
      #expect(end.end == .exited(0), "\(end)")
      let address = try TestServer.source.address
      for part in [
        #""cluster":"in01-books","address":"\#(address)","kind":"dedicated","kindDeclared":false"#,
        #""computeUnits":4"#, #""region":"aws-us-west-2""#, #""projectId":"proj-books""#,
        #""readOnly":true"#,
      ] {
        #expect(end.output.contains(part), "\(part) in \(end)")
      }
      #expect(!"\(end)".contains("north-owner-5f0c2a"))
    }
  }

  @Test func `clusters of two organisations are connected with a key each, and checked as a pair`()
    async throws
  {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    try await withFakeCloud(try estate()) { cloud in
      let end = try await vecferry(
        cloud,
        """
        login source --key-env NORTH; login target --key-env SOUTH
        connect source in05-shop; connect target in01-south
        check \(name)
        """,
        keys: ["NORTH": "north-owner-5f0c2a", "SOUTH": "south-owner-6e13ab"])
      #expect(end.output.contains("Serverless -> Dedicated: supported"), "\(end)")
      let keys = Set(cloud.asks.compactMap(\.authorization))
      #expect(keys == ["Bearer north-owner-5f0c2a", "Bearer south-owner-6e13ab"])
    }
  }

  @Test func `a pair that the matrix forbids is a blocker by what the control plane says`()
    async throws
  {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    try await withFakeCloud(try estate()) { cloud in
      let end = try await vecferry(
        cloud, "connect source in01-books; connect target in05-south; check \(name)",
        keys: [
          "VECFERRY_SOURCE_KEY": "north-owner-5f0c2a", "VECFERRY_TARGET_KEY": "south-owner-6e13ab",
        ])
      #expect(end.end == .exited(3), "\(end)")
      #expect(end.output.contains("check.pairUnsupported"), "\(end)")
    }
  }

  @Test func `an id of another organisation is not connected`() async throws {
    try await withFakeCloud(try estate()) { cloud in
      let end = try await vecferry(
        cloud, "connect source in01-south", keys: ["VECFERRY_KEY": "north-owner-5f0c2a"])
      #expect(end.end == .exited(1), "\(end)")
      #expect(end.errors.contains("cloud.clusterNotFound"), "\(end)")
    }
  }
}
