package import Foundation

extension CloudEstate {
  /// Reads an estate from a JSON text.
  ///
  /// ```json
  /// { "organizations": [ {
  ///   "id": "org-a", "type": "SAAS",
  ///   "keys": [ { "secret": "…", "name": "ci", "role": "Project Admin", "projects": ["proj-a"] } ],
  ///   "projects": [ { "id": "proj-a", "name": "books", "plan": "Enterprise",
  ///     "clusters": [ { "id": "in05-a", "name": "shop", "kind": "Serverless",
  ///                     "address": "http://127.0.0.1:21530" } ] } ],
  ///   "jobs": [ { "id": "job-a", "status": "IN_PROGRESS", "progress": 40 } ] } ] }
  /// ```
  ///
  /// What is left out has a usual value: a key is its organisation's owner, a cluster is `RUNNING`.
  /// Clusters also have `region`, `status`, `privateAddress`, `cuSize`, `cuType`, `replicas` and
  /// `metrics`, as in `{ "CU_CAPACITY": [41.5, null] }`; keys also have `expired`.
  package init(json text: Data) throws {
    let written = try JSONDecoder().decode(Written.self, from: text)
    self.init(
      organizations: written.organizations.map(\.organization),
      regions: written.regions ?? CloudEstate.usualRegions)
  }
}

private struct Written: Decodable {
  var organizations: [WrittenOrganization]
  var regions: [String]?
}

private struct WrittenOrganization: Decodable {
  var id: String
  var type: String?
  var keys: [WrittenKey]
  var projects: [WrittenProject]
  var jobs: [WrittenJob]?

  var organization: FakeOrganization {
    FakeOrganization(
      id: id, isBYOC: type == "BYOC", keys: keys.map(\.key), projects: projects.map(\.project),
      jobs: jobs?.map(\.job) ?? [])
  }
}

private struct WrittenKey: Decodable {
  var secret: String
  var name: String
  var role: FakeRole?
  var projects: [String]?
  var expired: Bool?

  var key: FakeKey {
    FakeKey(
      secret: secret, name: name, role: role ?? .organizationOwner, projects: projects ?? [],
      isExpired: expired ?? false)
  }
}

private struct WrittenProject: Decodable {
  var id: String
  var name: String
  var plan: String?
  var clusters: [WrittenCluster]

  var project: FakeProject {
    FakeProject(
      id: id, name: name, plan: plan ?? "Enterprise", clusters: clusters.map(\.cluster))
  }
}

private struct WrittenCluster: Decodable {
  var id: String
  var name: String
  var kind: FakeCluster.Kind
  var address: String
  var region: String?
  var status: String?
  var privateAddress: String?
  var cuSize: Int?
  var cuType: String?
  var replicas: Int?
  var metrics: [String: [Double?]]?

  var cluster: FakeCluster {
    FakeCluster(
      id: id, name: name, kind: kind, region: region ?? "aws-us-west-2",
      status: status ?? "RUNNING", address: address, privateAddress: privateAddress ?? "",
      computeUnits: cuSize ?? 2, unitType: cuType ?? "Performance-optimized",
      replicas: replicas ?? 1, metrics: metrics ?? [:])
  }
}

private struct WrittenJob: Decodable {
  var id: String
  var type: String?
  var status: String?
  var progress: Int?
  var reason: String?

  var job: FakeJob {
    FakeJob(
      id: id, type: type ?? "MIGRATION", status: status ?? "SUCCESSFUL",
      progress: progress ?? 100, reason: reason ?? "")
  }
}
