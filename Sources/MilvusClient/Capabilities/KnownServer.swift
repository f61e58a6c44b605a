/// What a server is, and how that is known.
public struct KnownServer: Sendable, Hashable, Codable {
  /// The two programs that speak this protocol.
  public enum Flavour: String, Sendable, CaseIterable {
    case milvus
    case lite
  }

  /// How something is known of a server.
  public enum Basis: String, Sendable, CaseIterable, Codable {
    /// It answered with its version.
    case version
    /// It hides its version and was told by what it answers to some questions.
    case answers
    /// The user said so.
    case stated
    /// This program started it, and knows the package that it came in.
    case installed
    /// Nothing tells: a version is assumed.
    case assumed
  }

  /// The release, by which features are decided.
  public var version: ServerVersion
  /// How the release is known.
  public var basis: Basis

  /// A server that is known in some way.
  public init(_ version: ServerVersion, by basis: Basis) {
    self.version = version
    self.basis = basis
  }

  /// Which of the programs it is.
  public var flavour: Flavour { version.isLite ? .lite : .milvus }

  /// Whether it has the feature, by what is known of its release.
  public func supports(_ feature: Feature) -> Bool { version.supports(feature) }

  /// Whether nothing but its version may be asked of it: it ends when it is asked for databases.
  public var isTooOld: Bool { !supports(.connect) }
}

extension KnownServer: CustomStringConvertible {
  /// The product with its version: `Milvus 2.3.5`, `Milvus Lite 2.5 (assumed)`.
  public var description: String {
    "Milvus \(version)" + (basis == .stated ? " (stated)" : "")
  }
}
