internal import MigrationPlanning
internal import MilvusClient

extension DefinitionComparison {
  /// Indexes, paired by field and name, else by field alone.
  func indexFindings() -> [DefinitionDifference] {
    let planned = IndexMapping(
      source.indexes, of: source.schema, source: source.version, target: target.version,
      targetKind: target.profile.kind, policy: .auto)
    var pairing = IndexPairing(source.indexes, target.indexes)
    pairing.pair { $0.field == $1.field && $0.name == $1.name }
    pairing.pair { $0.field == $1.field }
    return pairing.pairs.flatMap { compare($0.source, $0.target, planned) }
      + pairing.missing.map { missing($0, planned) }
      + pairing.extra.map { extra($0, planned) }
  }

  private func missing(_ index: PlannedIndex, _ planned: IndexMapping) -> DefinitionDifference {
    let finding = DefinitionDifference(
      .indexMissing, of: index, source: index.summary, target: nil)
    let left = planned.left.first { $0.what == index.title }
    return left.map { finding.asMigrated(because: $0.reason) } ?? finding
  }

  private func extra(_ index: PlannedIndex, _ planned: IndexMapping) -> DefinitionDifference {
    let finding = DefinitionDifference(
      .indexExtra, of: index, source: nil, target: index.summary)
    let isUnindexed = !source.indexes.contains { $0.field == index.field }
    let isMade = planned.vector.contains {
      $0.field == index.field && $0.hasType(of: index) && $0.hasMetric(of: index)
    }
    guard isUnindexed, isMade else { return finding }
    return finding.asMigrated(because: "a vector field without an index gets one, to be loaded")
  }

  private func compare(
    _ here: PlannedIndex, _ there: PlannedIndex, _ planned: IndexMapping
  ) -> [DefinitionDifference] {
    let plan = (planned.vector + planned.scalar).first {
      $0.field == here.field && $0.name == here.name
    }
    return [compareNames(here, there), compareTypes(here, there, plan)].compactMap(\.self)
      + [compareMetrics(here, there, plan)].compactMap(\.self) + compareParameters(here, there)
  }

  private func compareNames(
    _ here: PlannedIndex, _ there: PlannedIndex
  ) -> DefinitionDifference? {
    guard here.name != there.name else { return nil }
    let finding = DefinitionDifference(
      .indexName, of: here, "name", source: here.name.text, target: there.name.text)
    return bothSupport(.wholeSchemas)
      ? finding : finding.notComparable(because: "Milvus Lite names indexes after their fields")
  }

  private func compareTypes(
    _ here: PlannedIndex, _ there: PlannedIndex, _ plan: PlannedIndex?
  ) -> DefinitionDifference? {
    guard !here.hasType(of: there) else { return nil }
    let finding = DefinitionDifference(
      .indexType, of: here, "type", source: here.type.isEmpty ? nil : here.type,
      target: there.type.isEmpty ? nil : there.type)
    guard let plan else { return finding }
    if plan.hasType(of: there) { return finding.asMigrated(because: "migrate makes it so") }
    // Of a scalar AUTOINDEX some servers tell the type that they chose.
    guard plan.metric == nil, plan.isAutomatic else { return finding }
    return finding.asMigrated(because: "the target chooses the type of AUTOINDEX")
  }

  private func compareMetrics(
    _ here: PlannedIndex, _ there: PlannedIndex, _ plan: PlannedIndex?
  ) -> DefinitionDifference? {
    guard !here.hasMetric(of: there) else { return nil }
    let finding = DefinitionDifference(
      .indexMetric, of: here, "metric", source: here.metric, target: there.metric)
    guard here.metric == nil, let plan, plan.hasMetric(of: there) else { return finding }
    return finding.asMigrated(because: "an index without a metric gets the usual one")
  }

  /// Parameters of indexes of the same type; of AUTOINDEX only those that a user can have set.
  private func compareParameters(
    _ here: PlannedIndex, _ there: PlannedIndex
  ) -> [DefinitionDifference] {
    guard here.hasType(of: there) else { return [] }
    let (left, right) = (here.comparableParameters, there.comparableParameters)
    let keys = left.map(\.key) + right.map(\.key).filter { left[$0] == nil }
    return keys.compactMap { key in
      let (one, other) = (left[key], right[key])
      guard !ParameterMeaning.isSame(one ?? "", other ?? "") else { return nil }
      return DefinitionDifference(
        .indexParameter, of: here, "parameter \(key)", source: one, target: other)
    }
  }
}

/// The indexes of two collections, paired as far as they belong together.
private struct IndexPairing {
  private(set) var pairs: [(source: PlannedIndex, target: PlannedIndex)] = []
  private(set) var missing: [PlannedIndex]
  private(set) var extra: [PlannedIndex]

  init(_ source: [PlannedIndex], _ target: [PlannedIndex]) {
    missing = source
    extra = target
  }

  /// Pairs those that are left and belong together.
  mutating func pair(_ belongs: (PlannedIndex, PlannedIndex) -> Bool) {
    var alone: [PlannedIndex] = []
    for index in missing {
      if let place = extra.firstIndex(where: { belongs(index, $0) }) {
        pairs.append((index, extra.remove(at: place)))
      } else {
        alone.append(index)
      }
    }
    missing = alone
  }
}

extension PlannedIndex {
  /// Type and metric: `HNSW COSINE`.
  fileprivate var summary: String {
    [type.isEmpty ? "default type" : type, metric].compactMap(\.self).joined(separator: " ")
  }

  fileprivate var isAutomatic: Bool { type.uppercased() == IndexDefinition.autoIndex }

  fileprivate func hasType(of other: PlannedIndex) -> Bool {
    type.uppercased() == other.type.uppercased()
  }

  fileprivate func hasMetric(of other: PlannedIndex) -> Bool {
    (metric ?? "").uppercased() == (other.metric ?? "").uppercased()
  }

  /// The parameters without those of searches, which Lite tells, and those that a server chose.
  fileprivate var comparableParameters: [KeyValue] {
    parameters.filter { parameter in
      guard !parameter.isWeight else { return parameter.isChosenWeight }
      return parameter.key != "search_params" && (parameter.isServerSetting || !isAutomatic)
    }.map { KeyValue($0.key, $0.value) }
  }
}
