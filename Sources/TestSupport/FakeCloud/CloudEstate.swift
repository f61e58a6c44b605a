/// All that a fake control plane knows: organisations with keys, projects, clusters and jobs.
package struct CloudEstate: Sendable {
  /// The organisations; a key belongs to one of them and sees nothing of the others.
  package var organizations: [FakeOrganization]
  /// The ids of the regions, as `aws-us-west-2`: the cloud stands before the first hyphen.
  package var regions: [String]

  /// Makes an estate.
  package init(
    organizations: [FakeOrganization], regions: [String] = CloudEstate.usualRegions
  ) {
    self.organizations = organizations
    self.regions = regions
  }

  /// A few regions of three clouds.
  package static let usualRegions = [
    "aws-us-east-1", "aws-us-west-2", "az-eastus", "gcp-us-west1",
  ]
}

/// An organisation of a fake control plane.
package struct FakeOrganization: Sendable {
  /// Its id; no answer holds it, as in the service.
  package var id: String
  /// Whether its clusters live in a network of its own.
  package var isBYOC: Bool
  /// The API keys.
  package var keys: [FakeKey]
  /// The projects.
  package var projects: [FakeProject]
  /// The jobs.
  package var jobs: [FakeJob]

  /// Makes an organisation.
  package init(
    id: String, isBYOC: Bool = false, keys: [FakeKey], projects: [FakeProject],
    jobs: [FakeJob] = []
  ) {
    self.id = id
    self.isBYOC = isBYOC
    self.keys = keys
    self.projects = projects
    self.jobs = jobs
  }
}

/// What an API key of a fake control plane may see.
package enum FakeRole: String, Sendable, Decodable, CaseIterable {
  /// Everything of the organisation.
  case organizationOwner = "Organization Owner"
  /// Everything of its projects.
  case projectAdmin = "Project Admin"
  /// Everything of its projects.
  case readWrite = "Read-Write"
  /// Everything of its projects.
  case readOnly = "Read-Only"
  /// Invoices, and no cluster.
  case billingAdmin = "Billing Admin"
}

/// An API key of a fake control plane.
package struct FakeKey: Sendable {
  /// The key itself.
  package var secret: String
  /// What its owner calls it; the service does not take it in place of the key.
  package var name: String
  /// What it may see.
  package var role: FakeRole
  /// The ids of the projects that the role is about; an owner needs none.
  package var projects: [String]
  /// Whether its time is over.
  package var isExpired: Bool

  /// Makes a key.
  package init(
    secret: String, name: String, role: FakeRole = .organizationOwner, projects: [String] = [],
    isExpired: Bool = false
  ) {
    self.secret = secret
    self.name = name
    self.role = role
    self.projects = projects
    self.isExpired = isExpired
  }

  /// Whether the key sees a project of its organisation.
  func sees(_ project: String) -> Bool {
    switch role {
    case .organizationOwner: true
    case .projectAdmin, .readWrite, .readOnly: projects.contains(project)
    case .billingAdmin: false
    }
  }
}

/// A project of a fake control plane.
package struct FakeProject: Sendable {
  /// Its id, as `proj-…`.
  package var id: String
  /// What people call it.
  package var name: String
  /// Its subscription plan.
  package var plan: String
  /// Its clusters.
  package var clusters: [FakeCluster]

  /// Makes a project.
  package init(
    id: String, name: String, plan: String = "Enterprise", clusters: [FakeCluster] = []
  ) {
    self.id = id
    self.name = name
    self.plan = plan
    self.clusters = clusters
  }
}

/// A job of a fake control plane.
package struct FakeJob: Sendable {
  /// Its id, as `job-…`.
  package var id: String
  /// `MIGRATION`, `IMPORT` and so on.
  package var type: String
  /// `IN_PROGRESS`, `SUCCESSFUL` and so on.
  package var status: String
  /// How much is done, in per cent.
  package var progress: Int
  /// Why it failed; empty if it did not.
  package var reason: String

  /// Makes a job.
  package init(
    id: String, type: String = "MIGRATION", status: String = "SUCCESSFUL", progress: Int = 100,
    reason: String = ""
  ) {
    self.id = id
    self.type = type
    self.status = status
    self.progress = progress
    self.reason = reason
  }
}
