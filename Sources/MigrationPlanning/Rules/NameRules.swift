internal import MilvusClient

/// Whether the names that the target is to have are free there.
enum NameRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    origin(collection) + name(collection) + aliases(collection)
  }

  private static func origin(_ collection: CollectionCase) -> [Finding] {
    let facts = collection.facts
    guard facts.choice.source != facts.source.name else { return [] }
    return [
      collection.finding(
        .note, .alias, "name on source",
        "an alias of \(Wording.name(facts.source.name)), which is moved as "
          + "\(Wording.name(facts.target.name))")
    ]
  }

  private static let topic = "name on target"

  private static func name(_ collection: CollectionCase) -> [Finding] {
    if let refusal = refusal(collection) { return [refusal] }
    let (facts, target) = (collection.facts, Wording.name(collection.facts.target.name))
    if collection.pair.isSameServer, facts.source == facts.target {
      return [
        collection.finding(
          .blocker, .sameCollection, topic,
          "\(target) is the source itself: both ends are one server",
          hint: rename(facts))
      ]
    }
    if collection.siblings.contains(facts.target.name) {
      return [
        collection.finding(
          .blocker, .nameTwice, topic, "two collections are to be called \(target)",
          hint: rename(facts))
      ]
    }
    return owned(collection)
  }

  /// What follows from who has the name.
  private static func owned(_ collection: CollectionCase) -> [Finding] {
    let (facts, target) = (collection.facts, Wording.name(collection.facts.target.name))
    switch facts.nameOnTarget {
    case .free where collection.options.only == .data:
      return [
        collection.finding(
          .blocker, .targetMissing, topic,
          "the target has no collection \(target) that entities could be written into",
          hint: "migrate \(Wording.typed(facts.asked)) --schema-only, or leave out --data-only")
      ]
    case .free: return [collection.finding(.ok, .nameFree, topic, "free")]
    case .collection where facts.existing != nil: return ExistingRules.judge(collection)
    case .collection(let rows):
      let size = rows.map { " with \(Wording.count($0, "entity", "entities"))" } ?? ""
      return [taken(collection, "\(target) exists\(size)")]
    case .alias(let owner):
      // Upsert writes into collections, and never through an alias.
      return [
        taken(
          collection, "\(target) is an alias of \(Wording.name(owner)) there", otherwise: "skip")
      ]
    case .leftoverAlias:
      return [
        collection.finding(
          .blocker, .nameLeftover, topic,
          """
          \(target) is an alias there whose collection was dropped: a collection of that name could \
          be made and never be seen
          """,
          hint: rename(facts) + ", or drop the alias with another tool (drop_alias)")
      ]
    case .refused(let words):
      return [
        collection.finding(
          .blocker, .nameRefused, topic, "the target does not take \(target): \(words)",
          hint: rename(facts))
      ]
    }
  }

  /// The blocker of a name that the target's version does not take.
  private static func refusal(_ collection: CollectionCase) -> Finding? {
    let (facts, rule) = (collection.facts, Acceptance(version: collection.target).collectionName)
    let name = facts.target.name
    guard facts.existing == nil, let reason = rule.refusal(of: name) else { return nil }
    return collection.finding(
      .blocker, name.text.utf8.count > rule.length ? .nameLength : .nameRefused, topic,
      "Milvus \(collection.target) does not take \(Wording.name(name)): \(reason)",
      hint: "migrate \(Wording.typed(facts.asked)) --rename "
        + Wording.renaming(facts.choice.source, to: rule.proposal(for: name)))
  }

  private static func taken(
    _ collection: CollectionCase, _ text: String, otherwise policies: String = "skip or upsert"
  ) -> Finding {
    guard collection.options.onConflict != .skip else {
      return collection.finding(.note, .nameSkipped, topic, "\(text): left out")
    }
    let others = collection.options.onConflict == .upsert ? "skip" : policies
    return collection.finding(
      .blocker, .nameTaken, topic, text,
      hint: rename(collection.facts) + ", or --on-conflict \(others)")
  }

  private static func rename(_ facts: CollectionFacts) -> String {
    let name = facts.choice.source
    let another = ServerName("\(name)_new")
    return "migrate \(Wording.typed(facts.asked)) --rename \(Wording.renaming(name, to: another))"
  }

  private static func aliases(_ collection: CollectionCase) -> [Finding] {
    let facts = collection.facts
    guard !facts.aliases.isEmpty, collection.planner.targetUse == .create else { return [] }
    guard collection.target.supports(.aliases) else {
      return [
        collection.finding(
          .warning, .aliasesUnsupported, "aliases",
          "\(Wording.names(facts.aliases)) not carried: Milvus \(collection.target) has no aliases")
      ]
    }
    guard collection.options.aliases else {
      let them = facts.aliases.count == 1 ? "it" : "them"
      return [
        collection.finding(
          .note, .aliasesLeftOut, "aliases",
          "\(Wording.names(facts.aliases)) not made by the migration, as was asked for; "
            + "the command alias gives \(them) to the copy later")
      ]
    }
    let blockers = facts.aliases.sorted().compactMap { blocker(collection, alias: $0) }
    guard blockers.isEmpty else { return blockers }
    return [
      collection.finding(
        .ok, .aliases, "aliases",
        "\(Wording.names(facts.aliases)) made once "
          + (collection.options.only == .schema
            ? "the collection is there" : "the entities are verified"))
    ]
  }

  private static func blocker(_ collection: CollectionCase, alias: ServerName) -> Finding? {
    let rule = Acceptance(version: collection.target).collectionName
    if let reason = rule.refusal(of: alias) {
      return blocker(
        collection, alias, .aliasRefused,
        "is not taken by Milvus \(collection.target): \(reason)")
    }
    let drop = collection.pair.isSameServer ? "" : ", or drop the alias on the target"
    switch collection.facts.takenAliases[alias] {
    case .collection: return blocker(collection, alias, .aliasTaken, "is a collection there", drop)
    case .alias(let owner):
      return blocker(
        collection, alias, .aliasTaken, "belongs to \(Wording.name(owner)) there",
        ", or with --aliases later, which leaves it to alias with --move" + drop)
    case .leftoverAlias:
      return blocker(
        collection, alias, .aliasLeftover, "is there already, of a collection that was dropped",
        ", or drop the alias with another tool (drop_alias)")
    case .refused(let words):
      return blocker(collection, alias, .aliasRefused, "is not taken by the target: \(words)")
    case .free?, nil:
      guard ([collection.facts.target.name] + collection.siblings).contains(alias) else {
        return nil
      }
      return blocker(collection, alias, .aliasTaken, "is the name of a collection to be made")
    }
  }

  private static func blocker(
    _ collection: CollectionCase, _ alias: ServerName, _ code: Finding.Code, _ reason: String,
    _ otherwise: String = ""
  ) -> Finding {
    collection.finding(
      .blocker, code, "aliases", "alias \(Wording.name(alias)) \(reason)",
      hint: "migrate \(Wording.typed(collection.facts.asked)) --no-aliases\(otherwise)")
  }
}
