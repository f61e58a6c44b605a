/// A privilege that a role has on something of a server.
public struct Grant: Sendable, Hashable, Codable {
  /// The role that has it.
  public var role: ServerName
  /// The privilege, or a group of them ("Query").
  public var privilege: ServerName
  /// What sort of thing it is about: `Collection`, `Global`, `User`.
  public var object: ServerName
  /// The thing itself; `*` is every one of its sort.
  public var name: ServerName
  /// The database that it is about; `*` is each of them.
  public var database: ServerName

  /// What stands for everything there is.
  public static let everything: ServerName = "*"

  /// A grant from its parts.
  public init(
    role: ServerName, privilege: ServerName, object: ServerName = "Collection", name: ServerName,
    database: ServerName = CollectionAddress.defaultDatabase
  ) {
    self.role = role
    self.privilege = privilege
    self.object = object
    self.name = name
    self.database = database
  }

  /// Whether it is about collections, one or all.
  public var isAboutCollections: Bool { object == "Collection" }

  /// The one collection that it is about; nil if it is about all of them or something else.
  ///
  /// A group of privileges counts as `Global`, and names a collection all the same.
  public var collection: CollectionAddress? {
    guard isAboutCollections || object == "Global", name != Self.everything else { return nil }
    return CollectionAddress(database: database, name: name)
  }
}

extension Grant: CustomStringConvertible {
  /// What may be done with what: `Query on docs`, `CreateCollection on Global *`.
  public var description: String {
    let place = CollectionAddress(database: database, name: name)
    let isPlain = isAboutCollections || collection != nil
    return "\(privilege) on \(isPlain ? "" : "\(object) ")\(place)"
  }
}

extension Grant: Comparable {
  /// Orders grants by role, then by what they are about.
  public static func < (left: Self, right: Self) -> Bool {
    (left.role, left.database, left.object, left.name, left.privilege)
      < (right.role, right.database, right.object, right.name, right.privilege)
  }
}

/// A role of a server, with the users that have it.
public struct ServerRole: Sendable, Hashable {
  /// Its name.
  public var name: ServerName
  /// Who has it.
  public var users: [ServerName]

  /// A role from its parts.
  public init(name: ServerName, users: [ServerName] = []) {
    self.name = name
    self.users = users
  }

  /// The role that may do everything, on every server.
  public static let admin: ServerName = "admin"
  /// The role that every user has, on every server.
  public static let everybody: ServerName = "public"
}
