extension Finding {
  /// The stable name of what a check found, for scripts and tests.
  ///
  /// Names are a contract: they are added, and never renamed.
  public enum Code: String, CaseIterable, Sendable {
    // Both ends.
    case clusterNotRunning = "check.clusterNotRunning"
    case clusterRunning = "check.clusterRunning"
    case clusterStatusUnknown = "check.clusterStatusUnknown"
    case databaseCreated = "check.databaseCreated"
    case databaseRefused = "check.databaseRefused"
    case databaseUnknown = "check.databaseUnknown"
    case databaseUnlisted = "check.databaseUnlisted"
    case databaseUnsupported = "check.databaseUnsupported"
    case pairFree = "check.pairFree"
    case pairSupported = "check.pairSupported"
    case pairUnknown = "check.pairUnknown"
    case pairUnsupported = "check.pairUnsupported"
    case reach = "check.reach"
    case roleUnverified = "check.roleUnverified"
    case scopeOtherOrganization = "check.scopeOtherOrganization"
    case scopeOtherProject = "check.scopeOtherProject"
    case scopeSameProject = "check.scopeSameProject"
    case scopeUnknown = "check.scopeUnknown"
    case targetReadOnly = "check.targetReadOnly"
    case targetSecondary = "check.targetSecondary"
    case targetUnhealthy = "check.targetUnhealthy"
    case usersNotCarried = "check.usersNotCarried"
    case versionAssumed = "check.versionAssumed"
    case versionTooOld = "check.versionTooOld"
    case versions = "check.versions"
    case writeDenied = "check.writeDenied"

    // What a server did not answer.
    case collectionMissing = "check.collectionMissing"
    case unanswered = "check.unanswered"

    // Privileges.
    case permissionDenied = "check.permissionDenied"
    case permissionUnneeded = "check.permissionUnneeded"
    case rights = "check.rights"
    case rightsUnverified = "check.rightsUnverified"

    // Users, roles and grants.
    case access = "check.access"
    case accessAdministrator = "check.accessAdministrator"
    case accessLeftOut = "check.accessLeftOut"
    case accessMissing = "check.accessMissing"
    case accessUnknown = "check.accessUnknown"
    case accessUnsupported = "check.accessUnsupported"
    case accessUserMissing = "check.accessUserMissing"
    case accessWildcard = "check.accessWildcard"

    // Capacity of the target.
    case capacity = "check.capacity"
    case capacityExceeded = "check.capacityExceeded"
    case capacityTight = "check.capacityTight"
    case capacityUnknown = "check.capacityUnknown"
    case collectionLimit = "check.collectionLimit"
    case collections = "check.collections"
    case partitionTotal = "check.partitionTotal"
    case storage = "check.storage"
    case storageLimit = "check.storageLimit"

    // Load state.
    case emptyUnindexed = "check.emptyUnindexed"
    case loaded = "check.loaded"
    case noSourceIndex = "check.noSourceIndex"
    case notLoaded = "check.notLoaded"
    case partlyLoaded = "check.partlyLoaded"
    case willLoad = "check.willLoad"

    // Names.
    case alias = "check.alias"
    case aliasLeftover = "check.aliasLeftover"
    case aliasRefused = "check.aliasRefused"
    case aliasTaken = "check.aliasTaken"
    case aliases = "check.aliases"
    case aliasesLeftOut = "check.aliasesLeftOut"
    case aliasesUnsupported = "check.aliasesUnsupported"
    case nameFree = "check.nameFree"
    case nameLeftover = "check.nameLeftover"
    case nameLength = "check.nameLength"
    case nameRefused = "check.nameRefused"
    case nameSkipped = "check.nameSkipped"
    case nameTaken = "check.nameTaken"
    case nameTwice = "check.nameTwice"
    case sameCollection = "check.sameCollection"
    case targetMissing = "check.targetMissing"

    // A collection that is there.
    case fill = "check.fill"
    case fillUnknown = "check.fillUnknown"
    case generatedKeysUnmerged = "check.generatedKeysUnmerged"
    case merge = "check.merge"
    case mergePartitions = "check.mergePartitions"
    case newKeysUnmatched = "check.newKeysUnmatched"
    case sameSchema = "check.sameSchema"
    case schemaDiffers = "check.schemaDiffers"
    case targetKept = "check.targetKept"
    case targetNotEmpty = "check.targetNotEmpty"

    // Partitions, and which entities are moved.
    case filter = "check.filter"
    case filterRefused = "check.filterRefused"
    case filterUnknown = "check.filterUnknown"
    case partitionKey = "check.partitionKey"
    case partitionKeyUnread = "check.partitionKeyUnread"
    case partitionLimit = "check.partitionLimit"
    case partitionName = "check.partitionName"
    case partitionOfKey = "check.partitionOfKey"
    case partitions = "check.partitions"
    case partitionsLeftOut = "check.partitionsLeftOut"
    case schemaOnly = "check.schemaOnly"

    // Schema.
    case dimensionLimit = "check.dimensionLimit"
    case dynamicKeys = "check.dynamicKeys"
    case largestKey = "check.largestKey"
    case fieldLimit = "check.fieldLimit"
    case fieldName = "check.fieldName"
    case fieldSize = "check.fieldSize"
    case functionCalls = "check.functionCalls"
    case functionHidden = "check.functionHidden"
    case functionOutput = "check.functionOutput"
    case keyType = "check.keyType"
    case noPrimaryKey = "check.noPrimaryKey"
    case noVectorField = "check.noVectorField"
    case schema = "check.schema"
    case shardsCut = "check.shardsCut"
    case shardsUnknown = "check.shardsUnknown"
    case textLength = "check.textLength"
    case unknownParts = "check.unknownParts"
    case unsupported = "check.unsupported"
    case vectorFieldLimit = "check.vectorFieldLimit"
    case vectorFields = "check.vectorFields"

    // Keys.
    case autoID = "check.autoID"
    case autoIDChoice = "check.autoIDChoice"
    case autoIDOff = "check.autoIDOff"
    case duplicateKeys = "check.duplicateKeys"
    case keyLineBreaks = "check.keyLineBreaks"
    case keyName = "check.keyName"
    case newKeys = "check.newKeys"
    case newKeysUnverifiable = "check.newKeysUnverifiable"

    // Properties.
    case consistency = "check.consistency"
    case consistencyUnknown = "check.consistencyUnknown"
    case properties = "check.properties"
    case propertyLeftOut = "check.propertyLeftOut"
    case propertyWithoutEffect = "check.propertyWithoutEffect"
    case timeToLive = "check.timeToLive"

    // Indexes.
    case indexKept = "check.indexKept"
    case indexLeftOut = "check.indexLeftOut"
    case indexReplaced = "check.indexReplaced"
    case indexUncertain = "check.indexUncertain"
    case indexes = "check.indexes"
    case indexesLeftOut = "check.indexesLeftOut"
    case metricChosen = "check.metricChosen"

    // Milvus Lite.
    case liteForgets = "check.liteForgets"
    case liteJSON = "check.liteJSON"
    case liteNullVectors = "check.liteNullVectors"

    // Size.
    case entities = "check.entities"
    case estimate = "check.estimate"
  }
}
