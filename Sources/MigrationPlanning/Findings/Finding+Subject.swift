public import MilvusClient

extension Finding {
  /// What a check says something about: the two ends in one respect, or a collection.
  public enum Subject: Sendable, Hashable {
    case pair, scope, status, rights, role, access, reach, server, capacity
    /// A database of the source.
    case database(ServerName)
    /// A collection of the source, by the name that the user gave.
    case collection(CollectionAddress)

    /// Whether it is a collection.
    public var isCollection: Bool {
      if case .collection = self { true } else { false }
    }
  }
}

extension Finding.Subject: CustomStringConvertible {
  /// Its name; that of a collection is written with its database if it could be taken for another
  /// subject.
  public var description: String {
    switch self {
    case .pair: "pair"
    case .scope: "scope"
    case .status: "status"
    case .rights: "rights"
    case .role: "role"
    case .access: "access"
    case .reach: "reach"
    case .server: "server"
    case .capacity: "capacity"
    case .database(let name): "database \(name)"
    case .collection(let address):
      Self.ends.contains("\(address)") ? "\(address.database).\(address.name)" : "\(address)"
    }
  }

  private static let ends: Set<String> = Set(
    [Self.pair, .scope, .status, .rights, .role, .access, .reach, .server, .capacity]
      .map(\.description))
}
