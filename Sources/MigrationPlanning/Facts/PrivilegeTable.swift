/// One line of the table of privileges: what some work needs at one end.
public struct PrivilegeNeed: Sendable, Equatable {
  /// What a user does with this program.
  public enum Work: String, CaseIterable, Sendable {
    case list, describe, count, load, release, check, migrate, cancel, verify, diff, baseline,
      repair, sync, alias, drop, rename
  }

  /// What is done.
  public var work: Work
  /// The end that asks for the privileges; nil is whichever end the work is about.
  public var side: Side?
  /// What is asked for.
  public var privileges: [Privilege]
  /// What they are for ("make indexes").
  public var purpose: String
  /// When they are needed ("with --load-source"); nil is always.
  public var condition: String?
}

/// Which privileges each work of this program needs; the only list of them.
///
/// Milvus asks for privileges only if authorization is on, and Milvus Lite never. What a server
/// grants everybody (2.3: DescribeCollection, ShowCollections, IndexDetail) need not be granted. The
/// names are those of 2.4 and later; `inMilvus23` tells where 2.3 asks for another one.
public enum PrivilegeTable {
  /// The lines about some work, the source before the target.
  public static func needs(of work: PrivilegeNeed.Work) -> [PrivilegeNeed] {
    lines.filter { $0.work == work }
  }

  /// All lines.
  public static let lines: [PrivilegeNeed] =
    looking + checking + moving + comparing + repairing + housekeeping

  private static let looking: [PrivilegeNeed] = [
    need(.list, nil, [.listDatabases], "list databases"),
    need(.list, nil, [.showCollections], "list collections"),
    need(
      .list, nil, [.describeCollection, .getLoadState, .indexDetail, .getStatistics],
      "show more of a collection than its name"),
    need(.list, nil, [.showPartitions], "list partitions"),
    need(.list, nil, [.listAliases], "list aliases"),
    need(.describe, nil, [.describeCollection], "show the schema"),
    need(
      .describe, nil,
      [.getLoadState, .showPartitions, .indexDetail, .listAliases, .getStatistics],
      "show load state, partitions, indexes, aliases and stored rows"),
    need(.count, nil, [.query], "count entities"),
    need(.count, nil, [.getStatistics], "read the statistics", "with --stats"),
    need(.load, nil, [.load, .getLoadState], "load a collection"),
    need(
      .load, nil, [.showPartitions, .query, .getStatistics],
      "tell when all of it is read, if it is granted"),
    need(.load, nil, [.indexDetail], "tell what is not indexed yet, if it is granted"),
    need(.load, nil, [.indexDetail], "wait for the index", "with --index"),
    need(.release, nil, [.release], "release a collection"),
  ]

  private static let checking: [PrivilegeNeed] =
    reading(.check) + [
      need(.check, .target, [.describeCollection], "see which names are free"),
      need(.check, .target, [.getStatistics], "say how many entities a taken name has"),
      need(
        .check, .target, [.selectOwnership], "see which users, roles and grants there are",
        "with --access"),
    ]

  /// What is read of a source before and while a collection is copied.
  private static func reading(_ work: PrivilegeNeed.Work) -> [PrivilegeNeed] {
    [
      need(work, .source, [.describeCollection], "read the schema"),
      need(
        work, .source, [.showPartitions], "read the partitions",
        "unless there is one, or they are those of a partition key"),
      need(work, .source, [.indexDetail], "read the indexes", "unless --index none"),
      need(
        work, .source, [.getLoadState, .query], "read the entities", "unless --schema-only"),
      need(work, .source, [.getStatistics, .listAliases], "tell more, if it is granted"),
      need(
        work, .source, [.selectOwnership], "read users, roles and grants", "with --access"),
    ]
  }

  private static let moving: [PrivilegeNeed] =
    reading(.migrate) + [
      need(
        .migrate, .source, [.load, .release], "load the source for the copy",
        "with --load-source"),
      need(
        .migrate, .target, [.describeCollection, .createCollection], "make the collection",
        "unless --data-only"),
      need(
        .migrate, .target, [.createDatabase], "make the database", "if it is not there"),
      need(
        .migrate, .target, [.createPartition, .showPartitions], "make the partitions",
        "if there are several"),
      need(
        .migrate, .target, [.insert, .upsert, .flush, .getFlushState], "write the entities",
        "unless --schema-only"),
      need(
        .migrate, .target, [.delete], "write entities again",
        "if keys are generated, or entities have arrived twice"),
      need(
        .migrate, .target, [.createIndex], "make the indexes",
        "unless --index none or --data-only"),
      need(
        .migrate, .target, [.load, .release, .getLoadState, .showPartitions, .query],
        "count what arrived", "unless --verify none"),
      need(
        .migrate, .target, [.getStatistics], "count without loading the target, if it is granted"),
      need(
        .migrate, .target, [.createAlias, .listAliases], "make the aliases",
        "if there are some, unless --no-aliases or --aliases later"),
      need(
        .migrate, .target, [.selectOwnership, .createOwnership, .manageOwnership],
        "make roles and grants", "with --access"),
      need(.cancel, .source, [.release], "release what the job loaded", "with --load-source"),
      need(.cancel, .target, [.dropCollection], "drop what the job made", "with --drop"),
    ]

  private static let comparing: [PrivilegeNeed] =
    comparing(.verify) + [
      need(
        .verify, nil, [.search, .indexDetail], "ask both for neighbours", "with --mode search"),
      need(
        .diff, nil, [.describeCollection, .showPartitions, .indexDetail, .listAliases],
        "read both definitions"),
      need(
        .baseline, nil,
        [.describeCollection, .showPartitions, .indexDetail, .listAliases, .getLoadState, .query],
        "read the definition and the entities"),
      need(.baseline, nil, [.search], "ask for neighbours", "unless --queries 0"),
      need(.baseline, .target, [.load, .release], "load the collection", "if it is not loaded"),
    ]

  private static func comparing(_ work: PrivilegeNeed.Work) -> [PrivilegeNeed] {
    [
      need(
        work, .source, [.describeCollection, .showPartitions, .getLoadState, .query],
        "read the entities"),
      need(
        work, .target, [.describeCollection, .showPartitions, .getLoadState, .query],
        "read the entities"),
      need(work, .target, [.load, .release], "load the target", "if it is not loaded"),
      need(
        work, .target, [.getStatistics], "wait no longer than it takes, if it is granted",
        "if it is not loaded"),
    ]
  }

  private static let repairing: [PrivilegeNeed] =
    repairing(.repair) + repairing(.sync)

  private static func repairing(_ work: PrivilegeNeed.Work) -> [PrivilegeNeed] {
    comparing(work) + [
      need(work, .target, [.insert, .upsert, .delete, .flush], "write what differs"),
      need(work, .target, [.createPartition], "make a partition that is missing"),
    ]
  }

  private static let housekeeping: [PrivilegeNeed] = [
    need(.alias, .source, [.describeCollection, .listAliases], "read the aliases"),
    need(.alias, .target, [.describeCollection, .createAlias], "make or move them"),
    need(.drop, .target, [.dropCollection], "drop a collection"),
    need(.drop, .target, [.listAliases, .dropAlias], "drop its aliases", "if it has some"),
    need(.drop, .target, [.query, .getStatistics], "say how many entities it holds, if granted"),
    need(.rename, .target, [.renameCollection], "rename a collection"),
  ]

  private static func need(
    _ work: PrivilegeNeed.Work, _ side: Side?, _ privileges: [Privilege], _ purpose: String,
    _ condition: String? = nil
  ) -> PrivilegeNeed {
    PrivilegeNeed(
      work: work, side: side, privileges: privileges, purpose: purpose, condition: condition)
  }
}
