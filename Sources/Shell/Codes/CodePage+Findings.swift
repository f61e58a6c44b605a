internal import MigrationEngine

extension CodePage {
  /// What a finding means, and what to do about it; nil where nothing has to be done.
  typealias FindingText = (meaning: String, advice: String?)

  /// What the findings of `check` mean; a test sees that none is missing.
  static let findings: [Finding.Code: FindingText] = [
    aboutEnds, aboutRights, aboutAccess, aboutCapacity, aboutLoading, aboutNames,
  ].reduce(moreFindings) { $0.merging($1) { $1 } }

  private static let aboutEnds: [Finding.Code: FindingText] = [
    .clusterNotRunning: (
      "a cluster of Zilliz Cloud is suspended, or about to change",
      "resume it in the console, and wait until list clusters shows RUNNING"
    ),
    .clusterRunning: ("the cluster is running", nil),
    .clusterStatusUnknown: (
      "whether the cluster is running was known once and cannot be asked again",
      "login again, and connect the cluster by its id"
    ),
    .databaseCreated: ("the database is not on the target, and will be made", nil),
    .databaseRefused: (
      "the target takes no database of that name",
      "migrate with --target-database and a name of letters, digits and _"
    ),
    .databaseUnknown: (
      "the target does not tell whether it has the database",
      "have an administrator of the target grant ListDatabases, or see what the job says"
    ),
    .databaseUnlisted: (
      "the collections of a database of the source may not be listed",
      "have an administrator of the source grant ShowCollections, or leave it out with --exclude"
    ),
    .databaseUnsupported: (
      "clusters of the target's kind have one database only",
      "migrate with --target-database default, one database after the other"
    ),
    .pairFree: ("no rule of Zilliz Cloud stands against this pair of clusters", nil),
    .pairSupported: ("Zilliz Cloud supports migrations between clusters of these kinds", nil),
    .pairUnknown: (
      "the address does not tell of which kind a cluster is",
      "connect it again with --kind free, serverless or dedicated"
    ),
    .pairUnsupported: (
      "Zilliz Cloud does not support migrations between clusters of these kinds",
      "connect a target of another kind; upgrades of a plan are made in the console"
    ),
    .reach: ("how long a request to either end takes from here", nil),
    .roleUnverified: (
      "the service does not tell the role of a key",
      "see in the console that the key is of an Organization Owner or Project Admin"
    ),
    .scopeOtherOrganization: (
      "neither key sees the project of the other end: these are two organisations, most probably",
      nil
    ),
    .scopeOtherProject: ("both ends are of one organisation, and of two projects", nil),
    .scopeSameProject: ("both ends are of one project", nil),
    .scopeUnknown: (
      "whether both ends are of one project is not known",
      "login, and connect both ends by their ids"
    ),
    .targetReadOnly: (
      "the target is an on-demand endpoint, which takes no entities",
      "connect the target to a Serverless or Dedicated cluster"
    ),
    .targetSecondary: (
      "the target is the secondary of a global cluster, which takes no writes",
      "connect the target to the primary cluster"
    ),
    .targetUnhealthy: (
      "the target says that a part of it is not healthy",
      "look at its console or its logs first; a migration may meet failures"
    ),
    .usersNotCarried: (
      "users, roles and grants are not carried",
      "check --access lists them, migrate --access carries roles and grants"
    ),
    .versionAssumed: (
      "a server hides its version, and is taken for the one that is named",
      "connect it again with --server-version if that is wrong"
    ),
    .versionTooOld: (
      "a server is too old, or lacks what its end of a migration needs",
      "upgrade it, or connect another one"
    ),
    .versions: ("the versions of both servers", nil),
    .writeDenied: (
      "the target has writing switched off, or a quota of it is used up",
      "free memory or disk there, or have its administrator allow writing"
    ),
    .collectionMissing: (
      "a collection that was named does not exist",
      "list collections shows what there is; leave it out with --exclude"
    ),
    .unanswered: (
      "a server does not answer a question about the collection",
      "check again in a minute; if it stays so, leave the collection out with --exclude"
    ),
  ]

  private static let aboutRights: [Finding.Code: FindingText] = [
    .permissionDenied: (
      "the user lacks a privilege that the migration needs",
      "have an administrator grant the privileges that the finding names; help privileges"
    ),
    .permissionUnneeded: ("the user lacks a privilege that this migration can do without", nil),
    .rights: ("the target grants what was tried", nil),
    .rightsUnverified: (
      "some rights cannot be tried before the migration",
      "nothing now; the job says so if one is missing"
    ),
  ]

  private static let aboutCapacity: [Finding.Code: FindingText] = [
    .capacity: ("the target's compute units suffice, by an estimate", nil),
    .capacityExceeded: (
      "the target's compute units do not suffice: writes would stop",
      "give the target more CU in the console, or migrate fewer collections"
    ),
    .capacityTight: (
      "the target will be rather full, by an estimate",
      "look at the target's CU capacity in the console, during the migration too"
    ),
    .capacityUnknown: (
      "whether the target is large enough is not known",
      "connect it by its id after login, or say its size with --cu"
    ),
    .collectionLimit: (
      "the target takes no more collections",
      "migrate fewer, or drop some on the target"
    ),
    .collections: ("the number of collections is within the target's limit", nil),
    .partitionTotal: (
      "the partitions of all collections together are more than the target takes",
      "migrate fewer collections"
    ),
    .storage: ("how much storage the entities take, by an estimate", nil),
    .storageLimit: (
      "the entities take more storage than the target has, by an estimate",
      "migrate fewer collections, or connect a larger target"
    ),
  ]

  private static let aboutLoading: [Finding.Code: FindingText] = [
    .emptyUnindexed: (
      "a collection without an index cannot be loaded; it holds no entity by its statistics, so its "
        + "schema is moved alone",
      "if entities were inserted just now, flush it with another tool and check again"
    ),
    .loaded: ("the collection is loaded, so that it can be read", nil),
    .noSourceIndex: (
      "the collection cannot be loaded, because a vector field of it has no index on the source",
      "migrate it with --schema-only, or create the index with another tool"
    ),
    .notLoaded: (
      "the collection is not loaded, so that its entities cannot be read",
      "load it on the source, or migrate with --load-source"
    ),
    .partlyLoaded: (
      "only some partitions of the collection are loaded",
      "load it on the source, or migrate with --load-source"
    ),
    .willLoad: ("the collection is loaded for the copy, and released afterwards", nil),
  ]

  private static let aboutNames: [Finding.Code: FindingText] = [
    .alias: ("what was named is an alias; its collection is moved", nil),
    .aliasLeftover: (
      "the alias is on the target already and leads to a collection that was dropped",
      "drop the alias with another tool, or migrate with --no-aliases"
    ),
    .aliasRefused: (
      "the target does not take the alias", "migrate with --no-aliases"
    ),
    .aliasTaken: (
      "the alias is on the target already, or a collection has its name",
      "drop it there with another tool, or migrate with --no-aliases or --aliases later"
    ),
    .aliases: ("the aliases are made once the copy is complete", nil),
    .aliasesLeftOut: (
      "the migration makes no aliases, as was asked for",
      "give them to the copy with alias, once it is to take over"
    ),
    .aliasesUnsupported: ("the target's version has no aliases", nil),
    .nameFree: ("the name is free on the target", nil),
    .nameLeftover: (
      "the name is an alias on the target whose collection was dropped, and would hide a new one",
      "migrate under another name with --rename, or drop the alias with another tool"
    ),
    .nameLength: (
      "the name is longer than the target takes", "migrate under another name with --rename"
    ),
    .nameRefused: (
      "the target does not take the name", "migrate under another name with --rename"
    ),
    .nameSkipped: ("the target has a collection of that name, so this one is left out", nil),
    .nameTaken: (
      "the target has a collection of that name already",
      "migrate under another name with --rename, or say with --on-conflict what is to become of it"
    ),
    .nameTwice: (
      "two collections would have one name on the target",
      "migrate one of them under another name with --rename"
    ),
    .sameCollection: (
      "both ends are one server, and the collection would be copied into itself",
      "migrate under another name with --rename"
    ),
    .targetMissing: (
      "the target has no collection into which entities could be written",
      "migrate with --schema-only first, or leave out --data-only"
    ),
  ]
}
