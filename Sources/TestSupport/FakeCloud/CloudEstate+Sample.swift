extension CloudEstate {
  /// Three organisations with clusters of every kind, and keys of every role.
  ///
  /// The addresses of the clusters have the forms that the service documents, unless the closure
  /// gives others for their ids.
  package static func sample(
    address: ((String) -> String)? = nil
  ) -> CloudEstate {
    let cluster = { (id: String, kind: FakeCluster.Kind) in
      FakeCluster(
        id: id, name: String(id.dropFirst(5)), kind: kind,
        address: address?(id) ?? usualAddress(id, kind))
    }
    return CloudEstate(organizations: [
      north(cluster), south(cluster), vault(cluster),
    ])
  }

  /// The public endpoint of a cluster in the usual region.
  private static func usualAddress(_ id: String, _ kind: FakeCluster.Kind) -> String {
    let host = "aws-us-west-2.vectordb.zillizcloud.com"
    return kind == .dedicated
      ? "https://\(id).\(host):19538" : "https://\(id).serverless.\(host)"
  }

  private typealias Maker = (String, FakeCluster.Kind) -> FakeCluster

  private static func north(_ cluster: Maker) -> FakeOrganization {
    var books = cluster("in01-books", .dedicated)
    books.computeUnits = 4
    books.replicas = 2
    books.metrics = ["CU_CAPACITY": [40, 41.5, nil], "STORAGE_USE": [3.25]]
    var asleep = cluster("in01-asleep", .dedicated)
    asleep.status = "SUSPENDED"
    asleep.region = "gcp-us-west1"
    var toy = cluster("in03-toy", .free)
    toy.metrics = ["CU_CAPACITY": [7]]
    return FakeOrganization(
      id: "org-north", keys: northernKeys,
      projects: [
        FakeProject(
          id: "proj-books", name: "books",
          clusters: [books, cluster("in05-shop", .serverless), toy, asleep]),
        FakeProject(
          id: "proj-films", name: "films", plan: "Standard",
          clusters: [cluster("in01-films", .dedicated)]),
      ],
      jobs: [
        FakeJob(id: "job-done"),
        FakeJob(id: "job-going", status: "IN_PROGRESS", progress: 40),
        FakeJob(id: "job-broken", status: "FAILED", progress: 7, reason: "no room"),
      ])
  }

  private static let northernKeys = [
    FakeKey(secret: "north-owner-5f0c2a", name: "everything"),
    FakeKey(
      secret: "north-admin-91be7d", name: "books admin", role: .projectAdmin,
      projects: ["proj-books"]),
    FakeKey(
      secret: "north-reader-c4418e", name: "films reader", role: .readOnly,
      projects: ["proj-films"]),
    FakeKey(secret: "north-billing-0a77f3", name: "invoices", role: .billingAdmin),
    FakeKey(secret: "north-expired-d2b9e1", name: "last year", isExpired: true),
  ]

  private static func south(_ cluster: Maker) -> FakeOrganization {
    FakeOrganization(
      id: "org-south", keys: [FakeKey(secret: "south-owner-6e13ab", name: "south")],
      projects: [
        FakeProject(
          id: "proj-south", name: "south", plan: "BusinessCritical",
          clusters: [cluster("in01-south", .dedicated), cluster("in05-south", .serverless)])
      ])
  }

  private static func vault(_ cluster: Maker) -> FakeOrganization {
    FakeOrganization(
      id: "org-vault", isBYOC: true, keys: [FakeKey(secret: "vault-owner-b80d44", name: "vault")],
      projects: [
        FakeProject(id: "proj-vault", name: "vault", clusters: [cluster("in01-vault", .dedicated)])
      ])
  }
}
