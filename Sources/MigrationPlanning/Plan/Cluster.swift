public import MilvusClient

/// One end of a migration, as the engine needs it.
public struct Cluster: Sendable {
  /// What the user calls it.
  public var label: String
  /// How to reach it.
  public var access: MilvusAccess
  /// What its server said of itself.
  public var identity: ServerIdentity
  /// What kind of cluster it is.
  public var profile: ClusterProfile
  /// How it was connected beside its address, in the words of whoever did, and without secrets; a job
  /// keeps it for a process that goes on with it.
  public var options: [String: String]

  /// Describes a cluster that was connected to.
  public init(
    label: String, access: MilvusAccess, identity: ServerIdentity, profile: ClusterProfile,
    options: [String: String] = [:]
  ) {
    self.label = label
    self.access = access
    self.access.server = identity.server
    self.identity = identity
    self.profile = profile
    self.options = options
  }
}
