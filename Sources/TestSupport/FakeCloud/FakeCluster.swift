/// A cluster of a fake control plane, behind which a real server may stand.
package struct FakeCluster: Sendable {
  /// A deployment option.
  package enum Kind: String, Sendable, Decodable, CaseIterable {
    case free = "Free"
    case serverless = "Serverless"
    case dedicated = "Dedicated"

    /// What the ids of such clusters begin with.
    package var prefix: String {
      switch self {
      case .free: "in03-"
      case .serverless: "in05-"
      case .dedicated: "in01-"
      }
    }
  }

  /// Its id, as `in01-…`.
  package var id: String
  /// What people call it.
  package var name: String
  /// Its deployment option.
  package var kind: Kind
  /// The id of its region.
  package var region: String
  /// How it is: `RUNNING`, `SUSPENDED` and so on.
  package var status: String
  /// Where it can be connected to; usually a real server on this machine.
  package var address: String
  /// Its private endpoint, besides the public one; empty for none.
  package var privateAddress: String
  /// The size of a Dedicated cluster in CU.
  package var computeUnits: Int
  /// The type of the CU of a Dedicated cluster.
  package var unitType: String
  /// How many replicas it has.
  package var replicas: Int
  /// What was measured, the oldest first, by the names of the service; nil is a gap.
  package var metrics: [String: [Double?]]

  /// Makes a cluster; a Dedicated one has a size, the others have none.
  package init(
    id: String, name: String, kind: Kind, region: String = "aws-us-west-2",
    status: String = "RUNNING", address: String, privateAddress: String = "",
    computeUnits: Int = 2, unitType: String = "Performance-optimized", replicas: Int = 1,
    metrics: [String: [Double?]] = [:]
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.region = region
    self.status = status
    self.address = address
    self.privateAddress = privateAddress
    self.computeUnits = kind == .dedicated ? computeUnits : 0
    self.unitType = kind == .dedicated ? unitType : ""
    self.replicas = replicas
    self.metrics = metrics
  }
}

extension FakeCluster {
  /// The metrics that clusters of this kind have: the others come without values.
  ///
  /// https://docs.zilliz.com/docs/metrics-alerts-reference
  func has(_ metric: String, isBYOC: Bool) -> Bool {
    switch metric {
    case "CU_CAPACITY": kind != .serverless
    case "CU_COMPUTATION": kind == .dedicated
    case "READ_VCU", "WRITE_VCU": kind != .dedicated && !isBYOC
    default: true
    }
  }
}
