internal import MilvusClient

/// Whether partitions can be chosen, and which stay behind.
enum PartitionRules {
  private static let topic = "partitions"

  static func judge(_ collection: CollectionCase) -> [Finding] {
    guard collection.options.partitions != nil else { return [] }
    if let key = collection.schema.partitionKey {
      return [
        collection.finding(
          .blocker, .partitionOfKey, topic,
          "the server spreads entities over partitions by \(Wording.name(key.name)), so none can be "
            + "chosen",
          hint: "migrate \(collection.facts.choice.source) without --partition")
      ]
    }
    let left = collection.facts.leftPartitions
    guard !left.isEmpty else { return [] }
    return [
      collection.finding(
        .note, .partitionsLeftOut, topic,
        "\(Wording.names(left)) not moved, as was asked for")
    ]
  }
}
