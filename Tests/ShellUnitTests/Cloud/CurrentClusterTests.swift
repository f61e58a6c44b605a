internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What a session knows of a cluster is asked anew whenever it matters.
@Suite(.timeLimit(.minutes(5)))
struct CurrentClusterTests {
  /// Connects the source to a cluster of the sample, behind which a fake server stands.
  private func connected(
    to id: String, key: String = CloudSession.owner, _ body: (CloudSession) async throws -> Void
  ) async throws {
    try await withFakeMilvus(FakeMilvus("2.6.18")) { access in
      let estate = CloudEstate.sample { _ in access.endpoint.description }
      try await CloudSession.with(["VECFERRY_KEY": key], estate: estate) { talk in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await talk.session.connections.run() }
          try await talk.run("connect source \(id)", .done)
          try await body(talk)
          group.cancelAll()
        }
      }
    }
  }

  private func current(_ talk: CloudSession) async throws -> ClusterProfile {
    try await talk.session.currentCluster(.source, timeout: nil).profile
  }

  @Test func `status, size and what is in use are those of the moment`() async throws {
    try await connected(to: "in01-books") { talk in
      let before = try talk.session.openCluster(.source).cluster.profile
      #expect(before.computeUnits == 4 && before.cloud?.isCurrent == false)
      var cluster = talk.cloud.estate.organizations[0].projects[0].clusters[0]
      (cluster.status, cluster.computeUnits) = ("RESIZING", 8)
      talk.cloud.estate.organizations[0].projects[0].clusters[0] = cluster
      let now = try await current(talk)
      #expect(now.cloud?.status == "RESIZING" && now.cloud?.isCurrent == true)
      #expect(now.computeUnits == 8)
      // The service tells no metrics of a cluster that does not run.
      #expect(now.cloud?.capacityUsed == nil)
      talk.cloud.estate.organizations[0].projects[0].clusters[0].status = "RUNNING"
      let then = try await current(talk).cloud
      #expect(then?.capacityUsed == 41.5 && then?.storageUsed == 3.25)
      talk.cloud.estate.organizations[0].projects[0].clusters[0].metrics["CU_CAPACITY"] = [1e300]
      let strange = try await current(talk).cloud
      #expect(strange?.capacityUsed == nil && strange?.storageUsed == 3.25)
    }
  }

  @Test func `a service that fails leaves the old knowledge, with the reason`() async throws {
    try await connected(to: "in01-books") { talk in
      talk.cloud.meet(.failure(80020, "no permission any more"))
      let cloud = try await current(talk).cloud
      #expect(cloud?.status == "RUNNING" && cloud?.isCurrent == false)
      #expect(cloud?.staleness?.contains("no permission any more") == true)
    }
  }

  @Test func `a cluster in a network of its own is reached by its private endpoint`() async throws {
    try await connected(to: "in01-vault", key: "vault-owner-b80d44") { talk in
      #expect(talk.results.contains("BYOC"))
      #expect(talk.messages.contains("in01-vault has no public endpoint"))
      let cloud = try await current(talk).cloud
      #expect(cloud?.isBYOC == true)
    }
  }
}
