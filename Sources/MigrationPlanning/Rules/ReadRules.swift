internal import MilvusClient

/// Whether the source can be asked for each of its entities.
enum ReadRules {
  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard collection.options.only != .schema else { return [] }
    return partitionKey(collection) + lineBreaks(collection)
  }

  /// Some servers take no filter beside a partition key, and give so many entities without one.
  private static func partitionKey(_ collection: CollectionCase) -> [Finding] {
    let most = Int64(RowQuery.mostRows)
    guard let key = collection.schema.partitionKey,
      !collection.source.supports(.filterWithPartitionKey),
      let rows = collection.facts.bestRows, rows > most
    else { return [] }
    return [
      collection.finding(
        .blocker, .partitionKeyUnread, "partition key",
        """
        Milvus \(collection.source) takes no filter beside the partition key \
        \(Wording.name(key.name)) and gives \(Wording.count(most)) of \(Wording.count(rows)) entities
        """)
    ]
  }

  private static func lineBreaks(_ collection: CollectionCase) -> [Finding] {
    let keys = collection.facts.unnameableKeys
    if !keys.isEmpty {
      let names = keys.map(\.description).joined(separator: ", ")
      return [
        collection.finding(
          .blocker, .keyLineBreaks, "keys",
          """
          there are keys with line breaks, as \(names), which Milvus \(collection.source) finds by \
          no filter
          """,
          hint: "give these entities other keys with another tool")
      ]
    }
    guard collection.schema.primaryKey?.type == .varchar,
      !collection.target.supports(.lineBreaksInFilters)
    else { return [] }
    return [
      collection.finding(
        .note, .keyLineBreaks, "keys",
        "Milvus \(collection.target) finds no keys with line breaks: such cannot be verified there")
    ]
  }
}
