extension CloudClient {
  /// Lists the projects that the key sees.
  ///
  /// `GET /v2/projects`: https://docs.zilliz.com/reference/restful/list-projects-v2
  public func projects() async throws(CloudError) -> [CloudProject] {
    let attempt = "cannot list the projects"
    guard let elements = try await call(.get("projects"), attempt: attempt).list("projects") else {
      throw puzzled(attempt, missing: "projects")
    }
    return elements.compactMap(CloudProject.init)
  }

  /// Lists the regions of all clouds, or of one: `aws`, `gcp`, `azure`, in China `ali`, `tc`.
  ///
  /// `GET /v2/regions`: https://docs.zilliz.com/reference/restful/list-cloud-regions-v2
  public func regions(cloud: String? = nil) async throws(CloudError) -> [CloudRegion] {
    let attempt = "cannot list the regions"
    let query = cloud.map { [(name: "cloudId", value: $0)] } ?? []
    let answer = try await call(.get("regions", query: query), attempt: attempt)
    guard let elements = answer.list("regions") else { throw puzzled(attempt, missing: "regions") }
    return elements.compactMap(CloudRegion.init)
  }
}
