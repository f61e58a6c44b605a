internal import Foundation

/// Answers requests as the service documents it; pure.
///
/// Numbers of failures are documented, their HTTP statuses mostly are not: an unknown key has 401,
/// the others here have 200. What the service says of an expired key is documented nowhere.
struct CloudRouter {
  let estate: CloudEstate
  let shapes: CloudShapes

  /// The answer; a path that is not known is a mistake in a test, and traps.
  func answer(to ask: CloudAsk) -> CloudAnswer {
    let caller: CloudCaller
    switch self.caller(presenting: ask.authorization) {
    case .success(let known): caller = known
    case .failure(let refusal): return refusal.answer
    }
    switch (ask.method, ask.path.dropFirst().first, ask.path.count) {
    case _ where ask.path.first != "v2": break
    case ("GET", "regions", 2): return success(regions(cloud: ask.query["cloudId"]))
    case ("GET", "projects", 2): return success(projects(of: caller))
    case ("GET", "projects", 3): return project(ask.path[2], for: caller)
    case ("GET", "clusters", 2): return clusters(ask.query, for: caller)
    case ("GET", "clusters", 3): return cluster(ask.path[2], for: caller)
    case ("POST", "clusters", 5) where Array(ask.path[3...]) == ["metrics", "query"]:
      return metrics(of: ask.path[2], ask.body, for: caller)
    case ("GET", "jobs", 3): return job(ask.path[2], for: caller)
    default: break
    }
    preconditionFailure("the fake control plane does not know \(ask.line)")
  }

  /// Success with data, an object or an array.
  func success(_ data: Any) -> CloudAnswer {
    CloudAnswer(["code": shapes.successIs200 ? 200 : 0, "data": data])
  }

  private func regions(cloud: String?) -> [[String: Any]] {
    let all = estate.regions.map { (id: $0, cloud: Self.cloud(of: $0)) }
    return all.filter { cloud == nil || $0.cloud == cloud }.map {
      ["regionId": $0.id, "cloudId": $0.cloud, "domain": "api.cloud.zilliz.com"]
    }
  }

  private static func cloud(of region: String) -> String {
    let word = region.prefix { $0 != "-" }
    return word == "az" ? "azure" : String(word)
  }

  private func project(_ id: String, for caller: CloudCaller) -> CloudAnswer {
    let found = caller.projects.first { $0.id == id }
    return found.map { success(projectFields($0, of: caller)) }
      ?? .refusal(83001, "the object cannot be accessed")
  }

  private func projects(of caller: CloudCaller) -> [[String: Any]] {
    caller.projects.map { projectFields($0, of: caller) }
  }

  private func projectFields(_ project: FakeProject, of caller: CloudCaller) -> [String: Any] {
    [
      "projectId": project.id, "projectName": project.name, "description": "",
      "plan": project.plan, "instanceCount": project.clusters.count,
      "orgType": caller.organization.isBYOC ? "BYOC" : "SAAS",
      "regionIds": Set(project.clusters.map(\.region)).sorted(),
      "createTime": Self.created,
    ]
  }

  private func job(_ id: String, for caller: CloudCaller) -> CloudAnswer {
    guard let job = caller.organization.jobs.first(where: { $0.id == id }) else {
      return .refusal(90144, "there is no record of the job \(id)")
    }
    let fields: [String: Any] = [
      "jobId": job.id, "type": job.type, "status": job.status, "progress": String(job.progress),
      "startTime": Self.created, "endTime": job.progress == 100 ? Self.created : "",
      "reason": job.reason,
    ]
    guard shapes.jobIsBare else { return success(fields) }
    return CloudAnswer(fields.merging(["code": 0]) { $1 })
  }

  /// When everything was made.
  static let created = "2026-03-14T09:26:53Z"
}

/// A refusal as an error, for `Result`.
struct CloudRefusal: Error {
  let answer: CloudAnswer
}
