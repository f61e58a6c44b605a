internal import MigrationEngine

extension CodePage {
  /// What is said of a collection's schema, entities and settings.
  static let moreFindings: [Finding.Code: FindingText] = [
    aboutPartitions, aboutSchema, aboutKeys, aboutSettings,
  ].reduce(aboutExisting) { $0.merging($1) { $1 } }

  private static let aboutExisting: [Finding.Code: FindingText] = [
    .fill: ("the collection is on the target already, and empty", nil),
    .fillUnknown: ("whether the target's collection is empty is seen when the job begins", nil),
    .generatedKeysUnmerged: (
      "the target gives other keys to what is upserted into this collection",
      "migrate under another name with --rename"
    ),
    .merge: ("entities with the same keys are replaced on the target, others stay", nil),
    .mergePartitions: (
      "a key that the target has in another partition than the source stays there, too", nil
    ),
    .newKeysUnmatched: (
      "under new keys no entity of the target is known to be the same",
      "leave out --auto-id new-keys"
    ),
    .sameSchema: ("the target's collection has the same schema", nil),
    .schemaDiffers: (
      "the target's collection has another schema",
      "migrate under another name with --rename, without --data-only; diff shows the differences"
    ),
    .targetKept: (
      "indexes, aliases, properties and load state of the target stay as they are", nil
    ),
    .targetNotEmpty: (
      "--data-only fills an empty collection, and the target's is not",
      "--on-conflict upsert replaces entities with the same keys and keeps the others"
    ),
  ]

  private static let aboutPartitions: [Finding.Code: FindingText] = [
    .filter: ("how many entities pass the filter of --where; no other is moved", nil),
    .filterRefused: (
      "the source does not understand the filter of --where",
      "describe collection shows the fields; quote the filter, and texts in it once more"
    ),
    .filterUnknown: (
      "whether the source understands the filter is not known before the collection is loaded",
      "load the collection on the source, and check again"
    ),
    .partitionKey: ("the collection is spread over partitions by a field", nil),
    .partitionKeyUnread: (
      "the source cannot be read by key ranges beside its partition key, and has too many entities",
      "upgrade the source, or connect another copy of it"
    ),
    .partitionLimit: (
      "the collection has more partitions than the target takes",
      "move some of them with --partition, or connect a target that takes more"
    ),
    .partitionName: (
      "the target does not take the name of a partition",
      "migrate the others with --partition, or connect another target"
    ),
    .partitionOfKey: (
      "the server spreads entities over partitions by a key, so that none can be chosen",
      "leave out --partition; --where takes a filter of that field"
    ),
    .partitions: ("each entity goes to the partition that it came from", nil),
    .partitionsLeftOut: ("some partitions are not moved, as was asked for", nil),
    .schemaOnly: ("no entity is moved, as was asked for", nil),
  ]

  private static let aboutSchema: [Finding.Code: FindingText] = [
    .dimensionLimit: (
      "a vector field has more dimensions, or fewer, than the target takes",
      "connect a target that takes it"
    ),
    .dynamicKeys: (
      "the target would refuse or alter an undeclared field of that name",
      "nothing, if no entity has it; such entities are rejects, which status shows"
    ),
    .largestKey: (
      "the largest Int64 there is would be counted by the target and never returned",
      "give that entity another key with another tool, or have it left out as a reject"
    ),
    .fieldLimit: (
      "the collection has more fields than the target takes", "connect a target that takes more"
    ),
    .fieldName: (
      "the target does not take the name of a field, and no option renames one",
      "connect a target that takes the name"
    ),
    .fieldSize: (
      "a field is larger than the target takes",
      "connect a target that takes it, or raise its limit where that is a setting"
    ),
    .functionCalls: (
      "a model computes a field of each entity again: that costs, may give other vectors, and needs "
        + "the model's credentials on the target",
      "give the target the credentials first"
    ),
    .functionHidden: (
      "a function fills a field, and the source does not tell which",
      "copy the other fields into a collection without it, and migrate that one"
    ),
    .functionOutput: ("a function computes a field of each entity again on the target", nil),
    .keyType: (
      "the primary key is of a type that this program cannot read by",
      "copy the entities into a collection with an Int64 or VarChar key with another tool"
    ),
    .noPrimaryKey: (
      "the source describes no primary key of the collection", "describe server, and report it"
    ),
    .noVectorField: (
      "the collection has no vector field, which the target demands",
      "connect a target that is not Milvus Lite"
    ),
    .schema: ("the target knows all fields of the collection", nil),
    .shardsCut: ("the target takes fewer shards, and gets as many as it takes", nil),
    .shardsUnknown: (
      "how many shards the target takes depends on its size, which is not known",
      "connect it by its id after login, or say its size with --cu"
    ),
    .textLength: (
      "texts of some entities are longer than the target takes",
      "shorten them on the source, or have them left out as rejects; --max-rejects says how many"
    ),
    .unknownParts: (
      "the collection has parts that this program does not know; they are carried as they are",
      "diff and verify afterwards, before the source is given up"
    ),
    .unsupported: (
      "the target's version cannot hold a field of this type",
      "connect a target of another version, or upgrade this one"
    ),
    .vectorFieldLimit: (
      "the collection has more vector fields than the target takes",
      "connect a target that takes more"
    ),
    .vectorFields: ("the number of vector fields is within the target's limit", nil),
  ]

  private static let aboutKeys: [Finding.Code: FindingText] = [
    .autoID: (
      "keys are kept, and the target generates those of new entities; one may meet a kept one", nil
    ),
    .autoIDChoice: (
      "the source generates keys, and the target cannot both keep them and generate new ones",
      "migrate with --auto-id keep-keys or --auto-id new-keys; the finding says what each means"
    ),
    .autoIDOff: (
      "keys are kept, and the target generates none",
      "have applications give keys to new entities"
    ),
    .duplicateKeys: ("the source may have a key twice; one entity of each is copied", nil),
    .keyLineBreaks: (
      "keys have line breaks in them, by which a server finds no entity",
      "give these entities other keys with another tool"
    ),
    .keyName: (
      "the name of the primary key is a word of the filter language, by which nothing can be asked",
      "connect a target that takes it; on the source, give the key another name with another tool"
    ),
    .newKeys: (
      "every entity gets another key: references to the old ones break, and content cannot be "
        + "compared",
      "--auto-id keep-keys keeps them, where the target can"
    ),
    .newKeysUnverifiable: (
      "under new keys the content cannot be compared",
      "use --verify count, or --auto-id keep-keys"
    ),
  ]

  private static let aboutSettings: [Finding.Code: FindingText] = [
    .consistency: ("the consistency level is carried", nil),
    .consistencyUnknown: ("the source does not tell the level; the target uses its default", nil),
    .properties: ("properties are carried", nil),
    .propertyLeftOut: ("a property is not carried, for the reason that is told", nil),
    .propertyWithoutEffect: (
      "a property is carried, and the target's version does not act on it", nil
    ),
    .timeToLive: ("entities expire after some time, during the copy too", nil),
    .indexKept: (
      "AUTOINDEX does not take the metric, so that an index keeps its type of the source", nil
    ),
    .indexLeftOut: (
      "an index is not carried, for the reason that is told",
      "create another one on the target with another tool, if applications need it"
    ),
    .indexReplaced: ("an index gets the type that the target has in its place", nil),
    .indexUncertain: (
      "whether the target takes an index as it is cannot be known before",
      "see what the job says; migrate with --index auto if it fails"
    ),
    .indexes: ("the indexes that are made", nil),
    .indexesLeftOut: (
      "no index is made, as was asked for; the target cannot be loaded before it has them", nil
    ),
    .metricChosen: (
      "a vector field has no metric on the source, and gets the usual one",
      "create the index with another tool, if applications use another metric"
    ),
    .liteForgets: (
      "Milvus Lite does not keep some settings of the collection", "write them down, if they matter"
    ),
    .liteJSON: (
      "Milvus Lite writes JSON anew: its meaning is kept, blanks and escapes are not", nil
    ),
    .liteNullVectors: (
      "Milvus Lite returns a missing vector as zeros, so that nulls are lost",
      "connect an end that is not Milvus Lite, if they matter"
    ),
    .entities: ("how many entities there are, and how that is known", nil),
    .estimate: ("how long the copy takes at best", nil),
  ]
}
