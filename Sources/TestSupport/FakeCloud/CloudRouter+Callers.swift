/// Who asks a fake control plane.
struct CloudCaller {
  let organization: FakeOrganization
  let key: FakeKey

  /// The projects that the key sees.
  var projects: [FakeProject] { organization.projects.filter { key.sees($0.id) } }

  /// The clusters that the key sees, with their projects.
  var clusters: [(FakeCluster, FakeProject)] {
    projects.flatMap { project in project.clusters.map { ($0, project) } }
  }
}

extension CloudRouter {
  /// Finds out who asks.
  func caller(presenting header: String?) -> Result<CloudCaller, CloudRefusal> {
    guard let header, !header.isEmpty else {
      return refusal(1800, "user hasn't authenticated")
    }
    guard header.hasPrefix("Bearer "), !header.contains(":") else {
      return refusal(80001, "the token is illegal")
    }
    let secret = header.dropFirst("Bearer ".count)
    let callers = estate.organizations.flatMap { organization in
      organization.keys.map { CloudCaller(organization: organization, key: $0) }
    }
    guard let caller = callers.first(where: { $0.key.secret == secret }) else {
      // Also where the name of a key was given in its place.
      return refusal(21119, "the apikey is illegal, or does not exist", status: 401)
    }
    guard !caller.key.isExpired else {
      return refusal(80002, "the token is invalid: it has expired", status: 401)
    }
    guard caller.key.role != .billingAdmin else {
      return refusal(83001, "the object cannot be accessed")
    }
    return .success(caller)
  }

  private func refusal(
    _ code: Int, _ message: String, status: Int = 200
  ) -> Result<CloudCaller, CloudRefusal> {
    let shown = shapes.refusesWithStatus200 ? 200 : status
    return .failure(CloudRefusal(answer: .refusal(code, message, status: shown)))
  }
}
