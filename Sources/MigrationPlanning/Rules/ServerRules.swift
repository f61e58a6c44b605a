internal import MilvusClient

/// Whether both servers can do their part.
enum ServerRules {
  static func judge(_ pair: PairFacts) -> [Finding] {
    [roles(pair), reach(pair), versions(pair), health(pair.target)].flatMap(\.self)
  }

  private static func roles(_ pair: PairFacts) -> [Finding] {
    var findings: [Finding] = []
    if pair.source.profile.kind.isZilliz || pair.target.profile.kind.isZilliz {
      findings.append(
        Finding(
          .unknown, .roleUnverified, subject: .role,
          """
          could not be verified: a key cannot ask for its own role \
          (Organization Owner or Project Admin is asked for)
          """))
    }
    if pair.access == nil, pair.source.version.supports(.users) {
      findings.append(
        Finding(
          .note, .usersNotCarried, subject: .role,
          "users, roles and grants of the source are not carried; --access lists them, and carries "
            + "roles and grants"))
    }
    return findings
  }

  private static func reach(_ pair: PairFacts) -> [Finding] {
    let (source, target) = (pair.source.roundTrip, pair.target.roundTrip)
    return [
      Finding(
        .ok, .reach, subject: .reach,
        "source \(Wording.duration(source)), target \(Wording.duration(target)), from here")
    ]
  }

  private static func versions(_ pair: PairFacts) -> [Finding] {
    let blockers = lacking(.source, pair.source) + lacking(.target, pair.target)
    guard blockers.isEmpty else { return blockers }
    let assumed = [("source", pair.source), ("target", pair.target)].filter(\.1.version.isAssumed)
    return [
      Finding(
        .ok, .versions, subject: .server,
        "source Milvus \(pair.source.version), target Milvus \(pair.target.version)")
    ]
      + assumed.map { side, end in
        Finding(
          .unknown, .versionAssumed, subject: .server,
          "the \(side) does not tell its version; it is taken for Milvus \(end.version)",
          hint: "state it: connect \(side) \(end.place) --server-version \(example(end.version))")
      }
  }

  /// A release like the one that a server is taken for.
  private static func example(_ version: ServerVersion) -> String {
    guard version.isLite else { return "2.3.4" }
    return version.minor < 5 ? "lite-2.4.12" : "lite-2.5.1"
  }

  /// What a server that cannot play its part lacks.
  private static func lacking(_ side: Side, _ end: EndFacts) -> [Finding] {
    guard let obstacle = end.server.obstacle(as: side) else { return [] }
    return [
      Finding(
        .blocker, .versionTooOld, subject: .server,
        "the \(side.rawValue) is \(end.server), which \(obstacle.reason)", hint: obstacle.remedy)
    ]
  }

  private static func health(_ target: EndFacts) -> [Finding] {
    if let denial = target.denial {
      return [
        Finding(
          .blocker, .writeDenied, subject: .server, "the target takes no writes: \(denial)",
          hint: "free memory or disk of the target, or have its administrator allow writing")
      ]
    }
    guard !target.complaints.isEmpty else { return [] }
    return [
      Finding(
        .warning, .targetUnhealthy, subject: .server,
        "the target says that it is not healthy: \(target.complaints.joined(separator: "; "))")
    ]
  }

  /// Whether the target has, or can have, the database that is written.
  static func database(_ pair: PairFacts, from source: ServerName) -> [Finding] {
    let name = Wording.name(pair.targetDatabase)
    let subject = Finding.Subject.database(source)
    let rule = Acceptance(version: pair.target.version).databaseName
    if pair.targetDatabaseExists != true, let reason = rule.refusal(of: pair.targetDatabase) {
      let proposal = Wording.typed(rule.proposal(for: pair.targetDatabase))
      return [
        Finding(
          .blocker, .databaseRefused, subject: subject,
          "Milvus \(pair.target.version) takes no database \(name): \(reason)",
          hint: "migrate --all --database \(Wording.typed(source)) --target-database \(proposal)")
      ]
    }
    switch pair.targetDatabaseExists {
    case true?: return []
    case false? where PlanLimits.of(pair.target.profile, pair.target.version).databases == 1:
      return [
        Finding(
          .blocker, .databaseUnsupported, subject: subject,
          "the target has no database \(name), and its kind of cluster has one database only",
          hint: "--target-database default, one database after the other")
      ]
    case false?:
      return [
        Finding(
          .note, .databaseCreated, subject: subject,
          "database \(name) is created on the target")
      ]
    case nil where pair.targetDatabase == CollectionAddress.defaultDatabase: return []
    case nil:
      return [
        Finding(
          .unknown, .databaseUnknown, subject: subject,
          "the target does not tell whether it has a database \(name)")
      ]
    }
  }
}
