internal import MilvusClient

/// Whether all collections of a request together fit into the target.
enum CapacityRules {
  static func judge(_ collections: [CollectionFacts], _ pair: PairFacts) -> [Finding] {
    let limits = PlanLimits.of(pair.target.profile, pair.target.version)
    return [
      collectionCount(collections, pair, limits), partitionCount(collections, limits),
      storage(collections, limits), computeUnits(collections, pair.target.profile),
    ].compactMap(\.self)
  }

  private static func finding(
    _ level: Finding.Level, _ code: String, _ text: String, hint: String? = nil
  ) -> Finding {
    Finding(level, code, subject: "capacity", text, hint: hint)
  }

  private static func collectionCount(
    _ collections: [CollectionFacts], _ pair: PairFacts, _ limits: PlanLimits
  ) -> Finding? {
    guard let limit = limits.collections, let present = pair.targetCollections else { return nil }
    let wanted = collections.count { $0.nameOnTarget == .free }
    let text = "\(present) collections there and \(wanted) more; \(limits.owner) takes \(limit)"
    guard present + wanted > limit else { return finding(.ok, "check.collections", text) }
    return finding(
      .blocker, "check.collectionLimit", text, hint: "migrate fewer, or drop some on the target")
  }

  private static func partitionCount(
    _ collections: [CollectionFacts], _ limits: PlanLimits
  ) -> Finding? {
    let wanted = collections.reduce(0) { $0 + $1.partitions.count }
    guard let limit = limits.partitions, wanted > limit else { return nil }
    return finding(
      .blocker, "check.partitionTotal",
      "\(wanted) partitions in all; \(limits.owner) takes \(limit)",
      hint: "migrate fewer collections")
  }

  private static func storage(
    _ collections: [CollectionFacts], _ limits: PlanLimits
  ) -> Finding? {
    guard let limit = limits.storage else { return nil }
    let bytes = collections.reduce(0.0) { sum, facts in
      sum + Double(facts.bestRows ?? 0) * Double(facts.rowBytes ?? 0)
    }
    let isTooMuch = bytes >= Double(limit)
    return finding(
      isTooMuch ? .blocker : .ok, isTooMuch ? "check.storageLimit" : "check.storage",
      """
      about \(Wording.size(bytes)) (estimate); \(limits.owner) holds \(Wording.size(Double(limit)))
      """,
      hint: isTooMuch ? "migrate fewer collections, or connect a larger target" : nil)
  }

  /// Compares the vectors with what a query CU holds.
  ///
  /// A CU holds 2, 8 or 40 million vectors of 768 dimensions, by its type
  /// (https://docs.zilliz.com/docs/cu-types-explained, 2026). Nothing on the data plane tells the
  /// type. So what exceeds the smallest is a warning, and what exceeds the largest a blocker.
  private static func computeUnits(
    _ collections: [CollectionFacts], _ profile: ClusterProfile
  ) -> Finding? {
    guard profile.kind == .dedicated else { return nil }
    guard let units = profile.computeUnits, units > 0 else {
      return finding(
        .unknown, "check.capacityUnknown", "whether the target is large enough is not known",
        hint: "connect target … --kind dedicated --cu N")
    }
    let need = collections.reduce(0.0) { $0 + $1.floats } / Double(units)
    // A dimension is what a server says: its product with the entities may be beyond any Int64.
    let share = { (millions: Double) in
      Int64(min(need / (millions * 1e6 * 768) * 100, 1e12).rounded(.up))
    }
    let text = """
      vectors take \(share(2)) % of \(units) CU of the performance type, \(share(8)) % of the \
      capacity type (estimate, without what is there already)
      """
    if share(40) >= 100 {
      return finding(.blocker, "check.capacityExceeded", text, hint: "give the target more CU")
    }
    // 70 %: what Zilliz Cloud aims at when it scales by itself.
    guard share(2) >= 70 else { return finding(.ok, "check.capacity", text) }
    return finding(.warning, "check.capacityTight", text, hint: "look at the target's CU capacity")
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
