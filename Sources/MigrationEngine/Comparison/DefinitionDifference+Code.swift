extension DefinitionDifference {
  /// The stable names of differences; missing and extra are said of the target.
  public enum Code: String, Sendable, CaseIterable {
    /// The collection itself.
    case description, dynamicField, autoID, consistency, shards, partitionCount, schemaUnknown
    /// Fields, also those inside structs.
    case fieldMissing, fieldExtra, fieldOrder, fieldType, fieldElementType, fieldDescription
    case fieldPrimaryKey, fieldPartitionKey, fieldClusteringKey, fieldNullable
    case fieldFunctionOutput, fieldDefault, fieldParameter, fieldUnknown
    /// Functions.
    case functionMissing, functionExtra, functionType, functionInput, functionOutput
    case functionDescription, functionParameter
    /// Indexes.
    case indexMissing, indexExtra, indexName, indexType, indexMetric, indexParameter
    /// Aliases; one that is elsewhere leads to another collection of the target.
    case aliasMissing, aliasExtra, aliasElsewhere
    /// Properties.
    case propertyMissing, propertyExtra, propertyValue
    /// Partitions.
    case partitionMissing, partitionExtra
  }
}
