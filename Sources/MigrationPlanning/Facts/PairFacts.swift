package import MilvusClient

/// What was learned of one end.
package struct EndFacts: Sendable {
  /// What the user calls it.
  package var label: String
  /// Its address, without credentials.
  package var place: String
  /// What kind of cluster it is.
  package var profile: ClusterProfile
  /// What it is, and how that is known.
  package var server: KnownServer
  /// Its version in its own words.
  package var versionText: String
  /// How long it takes to answer.
  package var roundTrip: Duration
  /// Bytes per second that it took when its limit was met last; nil if it never was.
  package var learnedRate: Double?
  /// Why it takes no writes; nil if it does, or was not asked.
  package var denial: String?
  /// What its health check complains of.
  package var complaints: [String] = []

  /// Makes it from its parts.
  package init(
    label: String, place: String, profile: ClusterProfile, server: KnownServer,
    versionText: String, roundTrip: Duration, learnedRate: Double? = nil, denial: String? = nil,
    complaints: [String] = []
  ) {
    self.label = label
    self.place = place
    self.profile = profile
    self.server = server
    self.versionText = versionText
    self.roundTrip = roundTrip
    self.learnedRate = learnedRate
    self.denial = denial
    self.complaints = complaints
  }

  /// Its version.
  package var version: ServerVersion { server.version }

  /// How to say how large the target is.
  var sizeHint: String {
    "connect target \(place) --kind dedicated --cu 4, if it has 4 compute units"
  }
}

/// What was learned of both ends, before anything is judged.
package struct PairFacts: Sendable {
  /// The end that is read.
  package var source: EndFacts
  /// The end that is written.
  package var target: EndFacts
  /// The database that is written.
  package var targetDatabase: ServerName
  /// Whether that database exists; nil if the server does not tell.
  package var targetDatabaseExists: Bool?
  /// Collections of the whole target; nil if no limit asks for them or they could not be listed.
  package var targetCollections: Int?
  /// Partitions of the whole target; nil if no limit asks for them or they could not be listed.
  package var targetPartitions: Int?
  /// Who may do what on both; nil if nobody asked for that.
  package var access: AccessAnswers?

  /// Makes it from its parts.
  package init(
    source: EndFacts, target: EndFacts, targetDatabase: ServerName,
    targetDatabaseExists: Bool? = nil, targetCollections: Int? = nil,
    targetPartitions: Int? = nil, access: AccessAnswers? = nil
  ) {
    self.source = source
    self.target = target
    self.targetDatabase = targetDatabase
    self.targetDatabaseExists = targetDatabaseExists
    self.targetCollections = targetCollections
    self.targetPartitions = targetPartitions
    self.access = access
  }

  /// Whether both ends are one server, as far as their addresses tell.
  var isSameServer: Bool { Self.normalised(source.place) == Self.normalised(target.place) }

  /// An address without its scheme, with one name for this machine; a path as it is.
  private static func normalised(_ place: String) -> String {
    guard !place.hasPrefix("/"), !place.hasPrefix("unix:") else { return place }
    var rest = Substring(place.lowercased())
    for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    for alias in ["localhost:", "[::1]:"] where rest.hasPrefix(alias) {
      return "127.0.0.1:" + rest.dropFirst(alias.count)
    }
    return String(rest)
  }
}
