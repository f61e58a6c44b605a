internal import Foundation
internal import TestSupport
internal import Testing
internal import ZillizCloud

/// The official command-line client and this package's see the same on the fake control plane.
///
/// It keeps the fake honest: what Zilliz's own client cannot read is not the service's shape. Its
/// `cluster metrics` asks a fixed address, so measurements are not compared.
@Suite(.timeLimit(.minutes(15)))
struct CloudClientTests {
  private static let key = "north-owner-5f0c2a"

  private func asking<R: Sendable>(
    _ cloud: FakeCloud, _ body: (CloudClient) async throws -> R
  ) async throws -> R {
    let access = CloudAccess(
      key: try CloudKey(Self.key), address: try CloudAddress(cloud.address))
    return try await withCloudClient(access, body)
  }

  private func decode<Value: Decodable>(_ type: Value.Type, _ end: ProgramEnd) throws -> Value {
    try #require(end.end == .exited(0), "\(end)")
    return try JSONDecoder().decode(type, from: Data(end.output.utf8))
  }

  private func official(_ cloud: FakeCloud, key: String = key) throws -> OfficialCloudClient {
    try OfficialCloudClient(address: cloud.address, key: key)
  }

  @Test func `both clients list the same clusters`() async throws {
    try await withFakeCloud(.sample()) { cloud in
      let theirs = try decode(
        [SeenCluster].self, try await official(cloud).run("cluster", "list", "--all"))
      let ours = try await asking(cloud) { try await $0.clusters() }
      #expect(theirs.count == 5)
      #expect(theirs == ours.map(SeenCluster.init))
    }
  }

  @Test func `both clients list more clusters than a page holds`() async throws {
    var estate = CloudEstate.sample()
    estate.organizations[0].projects[1].clusters = (0..<130).map {
      FakeCluster(id: "in05-\($0)", name: "n\($0)", kind: .serverless, address: "https://a")
    }
    try await withFakeCloud(estate) { cloud in
      let theirs = try decode(
        [SeenCluster].self, try await official(cloud).run("cluster", "list", "--all"))
      let ours = try await asking(cloud) { try await $0.clusters() }
      #expect(theirs.count == 134)
      #expect(theirs.map(\.clusterId) == ours.map(\.id))
    }
  }

  @Test(arguments: ["in01-books", "in05-shop", "in03-toy", "in01-asleep"])
  func `both clients describe the same cluster`(id: String) async throws {
    try await withFakeCloud(.sample()) { cloud in
      let theirs = try decode(
        SeenCluster.self, try await official(cloud).run("cluster", "describe", "--cluster-id", id))
      let ours = try await asking(cloud) { try await $0.cluster(id) }
      #expect(theirs == SeenCluster(ours))
    }
  }

  @Test func `both clients list the same projects`() async throws {
    try await withFakeCloud(.sample()) { cloud in
      let theirs = try decode([SeenProject].self, try await official(cloud).run("project", "list"))
      let ours = try await asking(cloud) { try await $0.projects() }
      #expect(theirs.map(\.projectId) == ours.map(\.id))
      #expect(theirs.map(\.projectName) == ours.map(\.name))
      #expect(theirs.map(\.plan) == ours.map(\.plan))
    }
  }

  @Test func `the name of a key is refused to the official client as well`() async throws {
    try await withFakeCloud(.sample()) { cloud in
      let end = try await official(cloud, key: "everything").run("cluster", "list")
      #expect(end.end == .exited(1))
      #expect("\(end.output)\(end.errors)".contains("21119"))
    }
  }
}

/// A cluster as the official client prints it.
private struct SeenCluster: Decodable, Equatable {
  var clusterId: String
  var clusterName: String
  var status: String
  var projectId: String
  var deploymentOption: String
  var cuSize: Int
  var connectAddress: String
}

extension SeenCluster {
  /// A cluster of this package's client in the official one's words.
  init(_ cluster: CloudCluster) {
    self.init(
      clusterId: cluster.id, clusterName: cluster.name, status: cluster.status.rawValue,
      projectId: cluster.projectID ?? "",
      deploymentOption: cluster.kind?.rawValue.capitalized ?? "",
      cuSize: cluster.computeUnits ?? 0, connectAddress: cluster.connectAddress ?? "")
  }
}

private struct SeenProject: Decodable {
  var projectId: String
  var projectName: String
  var plan: String
}
