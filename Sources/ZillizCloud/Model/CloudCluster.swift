/// A cluster as the control plane describes it; fields that it left out are nil.
public struct CloudCluster: Sendable, Hashable {
  /// The place of a cluster in a global one.
  public struct Global: Sendable, Hashable {
    /// The id of the global cluster, as `glo-…`.
    public var id: String
    /// `PRIMARY`, or `SECONDARY`, which takes no writes.
    public var role: String?

    /// Makes a place from its parts.
    public init(id: String, role: String? = nil) {
      self.id = id
      self.role = role
    }
  }

  /// The cluster's id, as `in01-3e5ad8adc38xxxx`.
  public var id: String
  /// What people call it.
  public var name: String
  /// What people say of it.
  public var description: String?
  /// The project that it belongs to.
  public var projectID: String?
  /// The id of its region.
  public var region: String?
  /// Its deployment option; nil if nothing tells.
  public var kind: CloudClusterKind?
  /// The subscription plan of its project, in the service's word.
  public var plan: String?
  /// The type of its compute units: `Performance-optimized`, `Capacity-optimized`.
  public var unitType: String?
  /// How many query compute units a Dedicated cluster has; nil for the others, which have none.
  public var computeUnits: Int?
  /// How many replicas it has.
  public var replicas: Int?
  /// How it is.
  public var status: CloudClusterStatus
  /// Its public endpoint with scheme and, where it has one, port; nil in a network of one's own.
  public var connectAddress: String?
  /// Its private endpoint; nil if it has none.
  public var privateAddress: String?
  /// Storage in use as the service gives it; its unit is documented nowhere.
  public var storageSize: Int64?
  /// How much of making it is done, in per cent.
  public var createProgress: Int?
  /// When it was made, RFC 3339.
  public var createdAt: String?
  /// Its place in a global cluster; nil if it is in none.
  public var global: Global?

  /// Makes a cluster from what always comes; the rest can be set.
  public init(id: String, name: String, status: CloudClusterStatus) {
    self.id = id
    self.name = name
    self.status = status
  }

  /// Where it can be connected to, scheme and port included: the public endpoint, else the private.
  public var address: String? { connectAddress ?? privateAddress }
}

extension CloudCluster {
  /// Reads a cluster; nil for what has no id.
  init?(_ json: CloudJSON) {
    guard let id = json["clusterId"].text else { return nil }
    self.init(
      id: id, name: json["clusterName"].text ?? id,
      status: CloudClusterStatus(rawValue: json["status"].text ?? "UNKNOWN"))
    description = json["description"].text
    projectID = json["projectId"].text
    region = json["regionId"].text
    plan = json["plan"].text
    createdAt = json["createTime"].text
    connectAddress = json["connectAddress"].text
    privateAddress = json["privateLinkAddress"].text
    storageSize = json["storageSize"].integer
    createProgress = json["createProgress"].integer.map(Int.init(clamping:))
    readSize(json)
    let meta = json["globalClusterMeta"]
    global = meta["globalClusterId"].text.map { Global(id: $0, role: meta["role"].text) }
  }

  /// The size is 0 for clusters without one, and the count of replicas has been seen as a text.
  private mutating func readSize(_ json: CloudJSON) {
    unitType = json["cuType"].text
    computeUnits = json["cuSize"].integer.flatMap { $0 > 0 ? Int(clamping: $0) : nil }
    replicas = json["replica"].integer.map(Int.init(clamping:))
    kind = CloudClusterKind(
      deploymentOption: json["deploymentOption"].text, id: id, address: address,
      computeUnits: computeUnits)
  }
}
