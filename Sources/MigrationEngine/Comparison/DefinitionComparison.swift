internal import MigrationPlanning
internal import MilvusClient

/// Compares two collections by what their servers say of them, apart from rows; pure.
///
/// What `migrate` leads to with its default options is told by the same rules by which it plans.
struct DefinitionComparison {
  let source: CollectionSnapshot
  let target: CollectionSnapshot

  static let lostByLite = "Milvus Lite does not keep it"

  /// Everything that differs, each with how much it counts.
  func findings(ignoring ignored: Set<DiffOptions.Part> = []) -> [DefinitionDifference] {
    var found = schemaFindings() + settingFindings() + partitionFindings()
    if !ignored.contains(.index) { found += indexFindings() }
    if !ignored.contains(.properties) { found += propertyFindings() }
    if !ignored.contains(.alias) { found += aliasFindings() }
    return found
  }

  /// Whether both servers have a feature.
  func bothSupport(_ feature: Feature) -> Bool {
    source.version.supports(feature) && target.version.supports(feature)
  }
}

// MARK: - Settings of the collection

extension DefinitionComparison {
  private func settingFindings() -> [DefinitionDifference] {
    [consistencyFinding(), shardFinding(), bucketFinding()].compactMap(\.self)
  }

  private func consistencyFinding() -> DefinitionDifference? {
    let (here, there) = (source.description.consistency, target.description.consistency)
    guard here != there else { return nil }
    let finding = DefinitionDifference(
      .consistency, .collection, "", "consistency level", source: here?.description,
      target: there?.description)
    guard here == nil || there == nil else { return finding }
    return finding.notComparable(
      because: bothSupport(.consistencyLevels)
        ? "one of the servers does not tell it" : Self.lostByLite)
  }

  private func shardFinding() -> DefinitionDifference? {
    let (here, there) = (source.description.shards, target.description.shards)
    guard here != there else { return nil }
    let finding = DefinitionDifference(
      .shards, .collection, "", "shards", source: "\(here)", target: "\(there)")
    if !bothSupport(.shards) { return finding.notComparable(because: "Milvus Lite has no shards") }
    let limits = PlanLimits.of(target.profile, target.version)
    guard let most = limits.shards, here > most, there == most else { return finding }
    return finding.asMigrated(because: "\(limits.owner) has at most \(most) shards")
  }

  /// The number of partitions that a partition key is spread over.
  private func bucketFinding() -> DefinitionDifference? {
    let (here, there) = (source.partitions.count, target.partitions.count)
    guard source.schema.partitionKey != nil, target.schema.partitionKey != nil, here != there
    else { return nil }
    let finding = DefinitionDifference(
      .partitionCount, .collection, "", "buckets of the partition key", source: "\(here)",
      target: "\(there)")
    return bothSupport(.partitionKeyBuckets)
      ? finding : finding.notComparable(because: "Milvus Lite has a fixed number of them")
  }
}

// MARK: - Partitions and aliases

extension DefinitionComparison {
  /// Partitions by name, unless a partition key makes them.
  private func partitionFindings() -> [DefinitionDifference] {
    guard source.schema.partitionKey == nil, target.schema.partitionKey == nil else { return [] }
    let missing = source.partitions.filter { !target.partitions.contains($0) }
    let extra = target.partitions.filter { !source.partitions.contains($0) }
    return missing.map {
      DefinitionDifference(.partitionMissing, .partition, $0, source: $0.text, target: nil)
    }
      + extra.map {
        DefinitionDifference(.partitionExtra, .partition, $0, source: nil, target: $0.text)
      }
  }

  private func aliasFindings() -> [DefinitionDifference] {
    let (here, there) = (source.description.address.name, target.description.address.name)
    let missing = source.aliases.filter { !target.aliases.contains($0) }
    let extra = target.aliases.filter { !source.aliases.contains($0) }
    return missing.map { alias in
      let owner = target.owners[alias]
      return DefinitionDifference(
        owner == nil ? .aliasMissing : .aliasElsewhere, .alias, alias,
        owner == nil ? "" : "collection", source: here.text, target: owner?.text)
    }
      + extra.map {
        DefinitionDifference(.aliasExtra, .alias, $0, source: nil, target: there.text)
      }
  }
}
