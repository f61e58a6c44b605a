internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing
internal import ZillizCloud

@testable internal import Shell

/// One cluster of the control plane: on the screen, and as a place to connect to.
@Suite(.timeLimit(.minutes(5)))
struct ClusterDescribeTests {
  private let key = ["VECFERRY_KEY": CloudSession.owner]

  @Test func `a cluster is described with what was measured of it`() async throws {
    try await CloudSession.with(key) { talk in
      try await talk.run("describe cluster in01-books", .done)
      for line in [
        "in01-books    books", "  status         RUNNING", "  kind           Dedicated",
        "  size           4 CU, Performance-optimized, 2 replicas",
        "  project        books (proj-books)", "  capacity used  41.5 %",
        "  storage        3.3 GB",
        "  endpoint       https://in01-books.aws-us-west-2.vectordb.zillizcloud.com:19538",
      ] {
        #expect(talk.results.contains(line + "\n"), "\(line) in\n\(talk.results)")
      }
    }
  }

  @Test func `a suspended cluster is described without measurements`() async throws {
    try await CloudSession.with(key) { talk in
      try await talk.run("describe cluster in01-asleep", .done)
      #expect(talk.results.contains("SUSPENDED (resume it before it can be used)"))
      #expect(talk.results.contains("  capacity used  not known\n"))
      try await talk.run("describe cluster in01-asleep -o json", .done)
      #expect(talk.results.contains(#""capacityPercent":null,"storageGB":null"#))
    }
  }

  @Test func `with two keys the one that sees the cluster answers`() async throws {
    let keys = key.merging(["VECFERRY_TARGET_KEY": CloudSession.southern]) { $1 }
    try await CloudSession.with(keys) { talk in
      try await talk.run("describe cluster in01-south", .done)
      try await talk.run("describe cluster in01-books", .done)
      try await talk.run("describe cluster in01-south --on source", .failed)
      try await talk.run("describe cluster in01-nobody", .failed)
      #expect(talk.messages.contains("code:  cloud.clusterNotFound"))
    }
  }

  private func place(
    of id: String, _ secret: String = CloudSession.owner, estate: CloudEstate = .sample()
  ) async throws -> ClusterResolver.Place {
    try await withFakeCloud(estate) { cloud in
      let access = CloudAccess(
        key: try CloudKey(secret), address: try CloudAddress(cloud.address))
      return try await withCloudClient(access) { client in
        try await ClusterResolver().place(ofCluster: id, by: client)
      }
    }
  }

  @Test func `an id becomes an address with its port, a kind, a size and a project`()
    async throws
  {
    let place = try await place(of: "in01-books")
    #expect(place.label == "in01-books")
    #expect(
      place.parsed.endpoint.description
        == "https://in01-books.aws-us-west-2.vectordb.zillizcloud.com:19538")
    let cloud = try #require(place.cloud)
    #expect(cloud.kind == .dedicated && cloud.computeUnits == 4 && cloud.status == "RUNNING")
    #expect(cloud.projectID == "proj-books" && cloud.projectName == "books")
    #expect(cloud.visibleProjects == ["proj-books", "proj-films"])
    #expect(cloud.organizationType == "SAAS" && !cloud.isBYOC && !cloud.isSecondary)
    #expect(place.key?.token == CloudSession.owner)
  }

  @Test func `a shared cluster has the port of its kind`() async throws {
    let place = try await place(of: "in05-shop")
    #expect(place.parsed.endpoint.port == 443 && place.cloud?.kind == .serverless)
    #expect(place.cloud?.computeUnits == nil)
  }

  @Test func `a cluster in a network of one's own is reached by its private endpoint`()
    async throws
  {
    let place = try await place(of: "in01-vault", "vault-owner-b80d44")
    #expect(place.parsed.endpoint.host.hasPrefix("in01-vault."))
    #expect(place.cloud?.isBYOC == true)
  }

  @Test(arguments: [("http://10.0.0.7:19530", false), ("http://127.0.0.1:19530", true)])
  func `the key is shown over TLS or to this machine only`(
    address: String, isShown: Bool
  ) async throws {
    let place = try await place(of: "in01-books", estate: .sample { _ in address })
    #expect((place.key != nil) == isShown)
  }

  @Test func `a cluster that is being made has no address yet`() async throws {
    var estate = CloudEstate.sample { _ in "" }
    estate.organizations[0].projects[0].clusters[0].status = "CREATING"
    let error = await #expect(throws: UsageError.self) {
      try await place(of: "in01-books", estate: estate)
    }
    #expect(error?.message.contains("CREATING") == true)
  }

  @Test func `connecting by an id needs a key`() async throws {
    try await CloudSession.with { talk in
      try await talk.run("connect source in01-books", .usage)
      #expect(talk.messages.contains("login source, or set VECFERRY_SOURCE_KEY"))
    }
  }
}
