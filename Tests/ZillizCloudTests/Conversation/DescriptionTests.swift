internal import TestSupport
internal import Testing

@testable internal import ZillizCloud

/// Single objects of the control plane, over real HTTP.
@Suite(.timeLimit(.minutes(5)))
struct DescriptionTests {
  @Test(arguments: [false, true])
  func `a description of a cluster is understood in every documented shape`(isOld: Bool)
    async throws
  {
    try await Conversation.with { talk in
      talk.cloud.shapes.successIs200 = isOld
      talk.cloud.shapes.replicasAreText = isOld
      talk.cloud.shapes.lacksDeploymentOption = isOld
      let books = try await talk.client.cluster("in01-books")
      #expect(books.name == "books" && books.kind == .dedicated && books.computeUnits == 4)
      #expect(books.unitType == "Performance-optimized" && books.replicas == 2)
      #expect(books.createProgress == 100 && books.plan == "Enterprise")
    }
  }

  @Test(
    arguments: [
      ("in01-books", .dedicated, 4), ("in05-shop", .serverless, nil), ("in03-toy", .free, nil),
    ] as [(String, CloudClusterKind, Int?)])
  func `a cluster of each kind has its size`(
    id: String, kind: CloudClusterKind, units: Int?
  ) async throws {
    try await Conversation.with { talk in
      let cluster = try await talk.client.cluster(id)
      #expect(cluster.kind == kind && cluster.computeUnits == units)
    }
  }

  @Test func `a status that nobody documented is kept`() async throws {
    var estate = CloudEstate.sample()
    estate.organizations[0].projects[0].clusters[0].status = "HIBERNATING"
    try await Conversation.with(estate: estate) { talk in
      let status = try await talk.client.cluster("in01-books").status
      #expect(status.rawValue == "HIBERNATING" && status.meaning == .unknown)
    }
  }

  @Test(arguments: [false, true])
  func `a job is understood under data and beside it`(isBare: Bool) async throws {
    try await Conversation.with { talk in
      talk.cloud.shapes.jobIsBare = isBare
      let going = try await talk.client.job("job-going")
      #expect(going.status.rawValue == "IN_PROGRESS" && !going.status.isFinal)
      #expect(going.progress == 40 && going.type == "MIGRATION" && going.endedAt == nil)
      let broken = try await talk.client.job("job-broken")
      #expect(broken.status.isFinal && broken.reason == "no room")
    }
  }

  @Test func `metrics have units, gaps and a newest value`() async throws {
    try await Conversation.with { talk in
      let metrics = try await talk.client.metrics(
        CloudMetricQuery([.capacity, .storage]), of: "in01-books")
      #expect(metrics.map(\.name) == [.capacity, .storage])
      #expect(metrics.map(\.unit) == ["%", "GB"])
      #expect(metrics.map(\.latest) == [41.5, 3.25])
      #expect(metrics.first?.samples.map(\.value) == [40, 41.5, nil])
    }
  }

  @Test func `a metric that a kind lacks comes without values`() async throws {
    try await Conversation.with { talk in
      let query = CloudMetricQuery(
        [.capacity], span: .between("2026-03-14T10:00:00Z", "2026-03-14T11:00:00Z"),
        granularity: .seconds(30), database: "default", collection: "docs")
      let metric = try #require(try await talk.client.metrics(query, of: "in05-shop").first)
      #expect(metric.samples.isEmpty && metric.latest == nil)
    }
  }
}
