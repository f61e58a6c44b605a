/// Who answers at an endpoint.
public struct ServerIdentity: Sendable, Hashable {
  /// What it is, and how that is known.
  public var server: KnownServer
  /// The version as the server says it.
  public var text: String
  /// The time that a small question and its answer took.
  public var roundTrip: Duration

  /// An identity from its parts.
  public init(server: KnownServer, text: String, roundTrip: Duration) {
    self.server = server
    self.text = text
    self.roundTrip = roundTrip
  }

  /// The identity of a server that answers with its version.
  public init(version: ServerVersion, text: String, roundTrip: Duration) {
    self.init(
      server: KnownServer(version, by: version.isAssumed ? .assumed : .version), text: text,
      roundTrip: roundTrip)
  }

  /// The release, by which features are decided.
  public var version: ServerVersion { server.version }

  /// The version as the server says it; where it says none, what it is taken for and why.
  public var versionText: String { server.basis == .version ? text : "\(server)" }
}

/// How a server says it feels.
public struct ServerHealth: Sendable, Hashable {
  /// Whether all its parts work.
  public var isHealthy: Bool
  /// What does not work.
  public var reasons: [String]
  /// Whether it refuses writes at the moment, which a healthy server may.
  public var deniesWriting: Bool

  /// A state of health from its parts.
  public init(isHealthy: Bool, reasons: [String] = [], deniesWriting: Bool = false) {
    self.isHealthy = isHealthy
    self.reasons = reasons
    self.deniesWriting = deniesWriting
  }
}
