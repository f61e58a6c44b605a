internal import MilvusClient

/// Whether all collections of a request together fit into the target.
enum CapacityRules {
  static func judge(_ collections: [CollectionFacts], _ pair: PairFacts) -> [Finding] {
    let limits = PlanLimits.of(pair.target.profile, pair.target.version)
    return [
      collectionCount(collections, pair, limits), partitionCount(collections, pair, limits),
      storage(collections, pair.target, limits), computeUnits(collections, pair.target),
    ].compactMap(\.self)
  }

  private static func finding(
    _ level: Finding.Level, _ code: Finding.Code, _ text: String, hint: String? = nil
  ) -> Finding {
    Finding(level, code, subject: .capacity, text, hint: hint)
  }

  private static func collectionCount(
    _ collections: [CollectionFacts], _ pair: PairFacts, _ limits: PlanLimits
  ) -> Finding? {
    guard let limit = limits.collections, let present = pair.targetCollections else { return nil }
    let wanted = collections.count { $0.nameOnTarget == .free }
    let text = "\(present) collections there and \(wanted) more; \(limits.owner) takes \(limit)"
    guard present + wanted > limit else { return finding(.ok, .collections, text) }
    return finding(
      excess(pair), .collectionLimit, text, hint: "migrate fewer, or drop some on the target"
    )
  }

  private static func partitionCount(
    _ collections: [CollectionFacts], _ pair: PairFacts, _ limits: PlanLimits
  ) -> Finding? {
    guard let limit = limits.partitions else { return nil }
    let wanted = collections.filter { $0.nameOnTarget == .free }.reduce(0) { sum, facts in
      sum + facts.partitions.count
    }
    let present = pair.targetPartitions
    guard (present ?? 0) + wanted > limit else { return nil }
    let there = present.map { "\($0) partitions there and " } ?? ""
    return finding(
      excess(pair), .partitionTotal,
      "\(there)\(wanted) \(present == nil ? "partitions" : "more"); \(limits.owner) takes \(limit)",
      hint: "migrate fewer collections")
  }

  /// What it means to exceed a limit: it may have been raised where an operator can.
  private static func excess(_ pair: PairFacts) -> Finding.Level {
    pair.target.profile.hasAdjustableLimits ? .warning : .blocker
  }

  private static func storage(
    _ collections: [CollectionFacts], _ target: EndFacts, _ limits: PlanLimits
  ) -> Finding? {
    guard let limit = limits.storage else { return nil }
    let used = target.profile.cloud?.storageUsed.map { $0 * 1e9 }
    let bytes = collections.reduce(0.0) { sum, facts in
      sum + Double(facts.bestRows ?? 0) * Double(facts.rowBytes ?? 0)
    }
    let isTooMuch = bytes + (used ?? 0) >= Double(limit)
    let there = used.map { " and \(Wording.size($0)) there" } ?? ""
    return finding(
      isTooMuch ? .blocker : .ok, isTooMuch ? .storageLimit : .storage,
      """
      about \(Wording.size(bytes)) (estimate)\(there); \(limits.owner) holds \
      \(Wording.size(Double(limit)))
      """,
      hint: isTooMuch ? "migrate fewer collections, or connect a larger target" : nil)
  }

  private static func computeUnits(
    _ collections: [CollectionFacts], _ target: EndFacts
  ) -> Finding? {
    let profile = target.profile
    guard profile.kind == .dedicated else { return nil }
    guard let units = profile.computeUnits, units > 0 else {
      return finding(
        .unknown, .capacityUnknown, "whether the target is large enough is not known",
        hint: target.sizeHint)
    }
    let forecast = CapacityForecast(
      floats: collections.reduce(0.0) { $0 + $1.floats }, units: units,
      unitType: profile.cloud?.unitType, used: profile.cloud?.capacityUsed)
    // Writes stop at 100 %.
    if forecast.least >= 100 {
      return finding(
        .blocker, .capacityExceeded, forecast.text, hint: "give the target more CU")
    }
    // 70 %: what Zilliz Cloud aims at when it scales by itself.
    guard forecast.most >= 70 else { return finding(.ok, .capacity, forecast.text) }
    return finding(
      .warning, .capacityTight, forecast.text, hint: "look at the target's CU capacity")
  }
}

extension CollectionFacts {
  /// All vectors of all entities, in 32-bit floats.
  fileprivate var floats: Double {
    schema.vectorColumns.reduce(0) { sum, column in
      let perDimension =
        switch column.type {
        case .binaryVector: 1.0 / 32
        case .float16Vector, .bfloat16Vector: 0.5
        case .int8Vector: 0.25
        default: 1.0
        }
      return sum + Double(bestRows ?? 0) * Double(column.dimension ?? 0) * perDimension
    }
  }
}
