internal import MilvusClient

/// Whether one collection stays within the limits of the target.
enum LimitRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    let limits = collection.planner.limits
    return [
      vectorFields(collection, limits), shards(collection, limits), partitions(collection, limits),
      fields(collection, limits), dimensions(collection, limits),
    ].flatMap(\.self)
  }

  private static func vectorFields(_ collection: CollectionCase, _ limits: PlanLimits) -> [Finding]
  {
    let count = collection.schema.vectorColumns.count
    guard let limit = limits.vectorFields else { return [] }
    let topic = "vector fields"
    guard count > limit else {
      return [collection.finding(.ok, .vectorFields, topic, "\(count) of at most \(limit)")]
    }
    // Milvus before 2.4 has one by nature; later versions by a setting that may have been changed.
    let isSetting =
      collection.pair.target.profile.hasAdjustableLimits
      && collection.target.supports(.severalVectorFields)
    return [
      collection.finding(
        isSetting ? .warning : .blocker, .vectorFieldLimit, topic,
        "\(count) vector fields; \(limits.owner) takes \(limit)\(isSetting ? " by default" : "")",
        hint: "connect a target that takes more")
    ]
  }

  private static func shards(_ collection: CollectionCase, _ limits: PlanLimits) -> [Finding] {
    let (wanted, topic) = (collection.facts.shards, "shards")
    guard let limit = limits.shards, wanted > 1 else { return [] }
    let end = collection.pair.target
    if end.profile.kind == .dedicated, end.profile.computeUnits == nil, wanted > 2 {
      return [
        collection.finding(
          .unknown, .shardsUnknown, topic,
          "\(wanted) shards; how many the target takes depends on its size",
          hint: end.sizeHint)
      ]
    }
    guard wanted > limit, collection.target.supports(.shards) else { return [] }
    return [
      collection.finding(
        .warning, .shardsCut, topic,
        "\(limit) in place of \(wanted): \(limits.owner) takes no more")
    ]
  }

  private static func partitions(_ collection: CollectionCase, _ limits: PlanLimits) -> [Finding] {
    let count = collection.facts.partitions.count
    guard let limit = limits.partitionsPerCollection, count > limit else { return [] }
    let isSetting = collection.pair.target.profile.hasAdjustableLimits
    return [
      collection.finding(
        isSetting ? .warning : .blocker, .partitionLimit, "partitions",
        """
        \(Wording.count(Int64(count))) partitions; \(limits.owner) takes \
        \(Wording.count(Int64(limit)))\(isSetting ? " by default" : "")
        """,
        hint: collection.schema.partitionKey == nil
          ? "move one of them: migrate \(Wording.typed(collection.facts.asked)) --partition "
            + Wording.typed(CollectionAddress.defaultPartition) : nil)
    ]
  }

  private static func fields(_ collection: CollectionCase, _ limits: PlanLimits) -> [Finding] {
    let count = collection.schema.fields.count + collection.schema.structFields.count
    guard let limit = limits.fields, count > limit else { return [] }
    // Before 2.4 the limit is there whatever the settings say.
    let isSetting =
      collection.pair.target.profile.hasAdjustableLimits
      && Acceptance(version: collection.target).hasSettings
    return [
      collection.finding(
        isSetting ? .warning : .blocker, .fieldLimit, "fields",
        "\(count) fields; \(limits.owner) takes \(limit)\(isSetting ? " by default" : "")")
    ]
  }

  private static func dimensions(_ collection: CollectionCase, _ limits: PlanLimits) -> [Finding] {
    guard let limit = limits.dimension else { return [] }
    let least = Acceptance(version: collection.target).smallestDimension
    return collection.schema.vectorColumns.compactMap { column in
      // A dimension of a binary vector is one bit of what another has 32 of.
      let isBinary = column.type == .binaryVector
      let bounds = (isBinary ? 8 : least)...(isBinary ? limit * 8 : limit)
      guard let dimension = column.dimension, !bounds.contains(dimension) else { return nil }
      return collection.finding(
        .blocker, .dimensionLimit, "vector fields",
        """
        field \"\(column.name)\" has \(Wording.count(Int64(dimension), "dimension", "dimensions")); \
        \(limits.owner) takes \(bounds.lowerBound) to \(Wording.count(Int64(bounds.upperBound)))
        """)
    }
  }
}
