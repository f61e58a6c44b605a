/// What the control plane of Zilliz Cloud says of a cluster.
public struct CloudProfile: Sendable, Codable, Equatable {
  /// The cluster's id.
  public var clusterID: String
  /// Its deployment option; nil if the service does not tell.
  public var kind: ClusterKind?
  /// Its status in the service's word; only `RUNNING` can be used.
  public var status: String
  /// Query CUs of a Dedicated cluster.
  public var computeUnits: Int?
  /// The type of its CUs, as `Performance-optimized`.
  public var unitType: String?
  /// The id of its region.
  public var region: String?
  /// The id of its project.
  public var projectID: String?
  /// What people call its project.
  public var projectName: String?
  /// The ids of all projects that the key sees, which belong to one organisation; nil if the key
  /// may not list them.
  ///
  /// The service names no organisation. Two clusters are in the same one if the key of either sees
  /// the project of the other.
  public var visibleProjects: [String]?
  /// The type of its organisation in the service's word: `SAAS`, or `BYOC` for a network of one's
  /// own; nil if the key may not list its project.
  public var organizationType: String?
  /// Whether this is what the control plane says now, and not what it said on connecting.
  public var isCurrent = false
  /// Why the control plane could not be asked again.
  public var staleness: String?
  /// The larger of memory and storage in use, in per cent of the cluster; nil if not measured.
  public var capacityUsed: Double?
  /// Storage in use, in GB; nil if not measured.
  public var storageUsed: Double?
  /// Whether it is the secondary of a global cluster, which takes no writes.
  public var isSecondary: Bool

  /// Makes a profile of what always comes; the rest can be set.
  public init(clusterID: String, status: String, isSecondary: Bool = false) {
    self.clusterID = clusterID
    self.status = status
    self.isSecondary = isSecondary
  }

  /// Whether it lives in its organisation's own network, without a public endpoint.
  public var isBYOC: Bool { organizationType == "BYOC" }
}
