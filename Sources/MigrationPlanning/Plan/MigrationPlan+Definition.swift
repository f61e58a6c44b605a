package import MilvusClient

extension MigrationPlan {
  /// What the target's collection is made from, as it is needed for the time of the copy.
  package func definition() throws(MilvusError) -> CollectionDefinition {
    CollectionDefinition(
      schema: try targetSchema(), shards: shards ?? 1, consistency: consistency,
      properties: properties.map { KeyValue($0.key, $0.value) }
        + temporaryProperties.map { KeyValue($0.key, $0.during) },
      partitionCount: keyPartitions)
  }
}
