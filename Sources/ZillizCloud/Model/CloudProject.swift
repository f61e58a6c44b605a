/// A project: clusters that share a subscription plan and people.
public struct CloudProject: Sendable, Hashable {
  /// Whose network the clusters of an organisation live in.
  public enum Organization: Sendable, Hashable {
    /// The service's.
    case saas
    /// The customer's own: clusters have no public endpoint.
    case byoc
    /// Something that was not known when this was written.
    case other(String)
  }

  /// The project's id, as `proj-20e13e974c7d659a83xxxx`.
  public var id: String
  /// What people call it.
  public var name: String
  /// What people say of it.
  public var description: String?
  /// The subscription plan: `Standard`, `Enterprise`, `BusinessCritical`.
  public var plan: String?
  /// The organisation's type: the only field that tells a BYOC project.
  public var organization: Organization?
  /// How many clusters it has.
  public var clusterCount: Int?
  /// The ids of its regions.
  public var regions: [String]
  /// When it was made, RFC 3339.
  public var createdAt: String?

  /// Makes a project from its parts.
  public init(
    id: String, name: String, description: String? = nil, plan: String? = nil,
    organization: Organization? = nil, clusterCount: Int? = nil, regions: [String] = [],
    createdAt: String? = nil
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.plan = plan
    self.organization = organization
    self.clusterCount = clusterCount
    self.regions = regions
    self.createdAt = createdAt
  }

  /// Reads a project; nil for what has no id.
  init?(_ json: CloudJSON) {
    guard let id = json["projectId"].text else { return nil }
    self.init(
      id: id, name: json["projectName"].text ?? id, description: json["description"].text,
      plan: json["plan"].text, organization: json["orgType"].text.map(Organization.init),
      clusterCount: json["instanceCount"].integer.map(Int.init(clamping:)),
      regions: json["regionIds"].elements?.compactMap(\.text) ?? [],
      createdAt: json["createTime"].text)
  }
}

extension CloudProject.Organization: CustomStringConvertible {
  /// Reads the service's word.
  public init(_ word: String) {
    switch word.uppercased() {
    case "SAAS": self = .saas
    case "BYOC": self = .byoc
    default: self = .other(word)
    }
  }

  /// The service's word.
  public var description: String {
    switch self {
    case .saas: "SAAS"
    case .byoc: "BYOC"
    case .other(let word): word
    }
  }
}
