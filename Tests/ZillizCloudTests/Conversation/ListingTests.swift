internal import TestSupport
internal import Testing

@testable internal import ZillizCloud

/// Lists of the control plane, over real HTTP.
@Suite(.timeLimit(.minutes(5)))
struct ListingTests {
  private let northern = ["in01-books", "in05-shop", "in03-toy", "in01-asleep", "in01-films"]

  @Test(arguments: [
    (Conversation.owner, ["in01-books", "in05-shop", "in03-toy", "in01-asleep", "in01-films"]),
    ("north-admin-91be7d", ["in01-books", "in05-shop", "in03-toy", "in01-asleep"]),
    ("north-reader-c4418e", ["in01-films"]), ("south-owner-6e13ab", ["in01-south", "in05-south"]),
  ])
  func `a key lists the clusters that its role sees`(key: String, ids: [String]) async throws {
    try await Conversation.with(key) { talk in
      let clusters = try await talk.client.clusters()
      #expect(clusters.map(\.id) == ids)
    }
  }

  @Test func `a cluster of a list has kind, size, status, project, region and endpoint`()
    async throws
  {
    try await Conversation.with { talk in
      let books = try #require(try await talk.client.clusters().first)
      #expect(books.kind == .dedicated && books.computeUnits == 4 && books.status == .running)
      #expect(books.projectID == "proj-books" && books.region == "aws-us-west-2")
      #expect(books.address == "https://in01-books.aws-us-west-2.vectordb.zillizcloud.com:19538")
    }
  }

  @Test func `a region can be listed alone`() async throws {
    try await Conversation.with { talk in
      let western = try await talk.client.clusters(region: "gcp-us-west1")
      let nowhere = try await talk.client.clusters(region: "nowhere")
      #expect(western.map(\.id) == ["in01-asleep"] && nowhere.isEmpty)
    }
  }

  @Test(arguments: [false, true])
  func `a long list is asked for page by page`(isArray: Bool) async throws {
    let clusters = (0..<230).map {
      FakeCluster(id: "in05-\($0)", name: "n\($0)", kind: .serverless, address: "https://a")
    }
    let project = FakeProject(id: "proj-many", name: "many", clusters: clusters)
    let many = FakeOrganization(
      id: "org-many", keys: [FakeKey(secret: "many", name: "many")], projects: [project])
    try await Conversation.with("many", estate: CloudEstate(organizations: [many])) { talk in
      talk.cloud.shapes.clustersAreArray = isArray
      let listed = try await talk.client.clusters()
      #expect(listed.map(\.id) == clusters.map(\.id))
      #expect(
        talk.cloud.asks.map(\.line)
          == (1...3).map { "GET /v2/clusters?currentPage=\($0)&pageSize=100" })
    }
  }

  @Test(arguments: [false, true])
  func `a list is understood in every documented shape`(isOld: Bool) async throws {
    try await Conversation.with { talk in
      talk.cloud.shapes.successIs200 = isOld
      talk.cloud.shapes.clustersAreArray = isOld
      talk.cloud.shapes.lacksDeploymentOption = isOld
      talk.cloud.shapes.freePlanIsServerless = isOld
      let clusters = try await talk.client.clusters()
      #expect(clusters.map(\.id) == northern)
      #expect(clusters.map(\.kind) == [.dedicated, .serverless, .free, .dedicated, .dedicated])
    }
  }

  @Test func `projects have names, plans and counts`() async throws {
    try await Conversation.with { talk in
      let projects = try await talk.client.projects()
      #expect(projects.map(\.id) == ["proj-books", "proj-films"])
      #expect(projects.map(\.name) == ["books", "films"])
      #expect(projects.map(\.plan) == ["Enterprise", "Standard"])
      #expect(projects.map(\.clusterCount) == [4, 1])
      #expect(projects.map(\.organization) == [.saas, .saas])
      #expect(projects.first?.regions == ["aws-us-west-2", "gcp-us-west1"])
    }
  }

  @Test func `a project of one's own network says so, and its cluster has a private endpoint`()
    async throws
  {
    try await Conversation.with("vault-owner-b80d44") { talk in
      let projects = try await talk.client.projects()
      #expect(projects.map(\.organization) == [.byoc])
      let vault = try await talk.client.cluster("in01-vault")
      #expect(vault.connectAddress == nil)
      #expect(vault.address == "https://in01-vault.aws-us-west-2.vectordb.zillizcloud.com:19538")
    }
  }

  @Test func `regions are listed for all clouds or one`() async throws {
    try await Conversation.with { talk in
      let regions = try await talk.client.regions()
      #expect(regions.map(\.id) == CloudEstate.usualRegions)
      #expect(regions.map(\.cloud) == ["aws", "aws", "azure", "gcp"])
      let some = try await talk.client.regions(cloud: "gcp")
      #expect(some.map(\.id) == ["gcp-us-west1"])
    }
  }
}
