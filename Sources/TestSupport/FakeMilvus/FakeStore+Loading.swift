internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

extension FakeStore {
  mutating func loadCollection(_ request: WireLoadCollectionRequest) throws {
    try prepareLoading(request.collectionName, in: request.dbName)
    let settings = settings
    try withCollection(request.collectionName, in: request.dbName) {
      $0.load(Set($0.partitions), settings)
      $0.isWhollyLoaded = true
    }
  }

  mutating func loadPartitions(_ request: WireLoadPartitionsRequest) throws {
    try prepareLoading(request.collectionName, in: request.dbName)
    let settings = settings
    try withCollection(request.collectionName, in: request.dbName) { collection in
      try collection.refuseKeyedPartitions()
      try request.partitionNames.forEach { try collection.require(partition: $0) }
      collection.load(Set(request.partitionNames.map(ServerName.init(_:))), settings)
    }
  }

  /// Vectors without an index cannot be loaded; a type that the release does not know ends the process.
  private mutating func prepareLoading(_ name: String, in database: String) throws {
    let collection = try collection(name, in: database)
    let strange = FakeSchemaKeeping(release: release, settings: settings)
      .unknownTypes(of: collection.fields)
    if strange.contains(where: { !(100..<200).contains($0) }) {
      throw FakeRefusal.crash("loading a field of type \(strange)")
    }
    for field in collection.fields where field.isVector {
      guard !collection.indexes.contains(where: { ServerName($0.fieldName) == field.name }) else {
        continue
      }
      throw FakeRefusal.status(700, "there is no vector index on field: [\(field.name)]")
    }
  }

  mutating func releaseCollection(_ request: WireCollectionRequest) throws {
    try withCollection(request.collectionName, in: request.dbName) {
      $0.loaded = []
      $0.isWhollyLoaded = false
    }
  }

  mutating func releasePartitions(_ request: WireReleasePartitionsRequest) throws {
    try withCollection(request.collectionName, in: request.dbName) { collection in
      try collection.refuseKeyedPartitions()
      collection.loaded.subtract(request.partitionNames.map(ServerName.init(_:)))
      collection.isWhollyLoaded = false
    }
  }

  /// Of a collection with one loaded partition it says that it is loaded.
  func loadState(_ request: WireLoadStateRequest) throws -> WireGetLoadStateResponse {
    let collection = try collection(request.collectionName, in: request.dbName)
    try request.partitionNames.forEach { try collection.require(partition: $0) }
    let names = request.partitionNames.map(ServerName.init(_:))
    let isAskedFor =
      names.isEmpty ? !collection.loaded.isEmpty : names.allSatisfy(collection.loaded.contains)
    guard isAskedFor else { return .with { $0.state = 1 } }
    let isLoading = collection.isBeingLoaded(names.isEmpty ? collection.loaded : Set(names))
    return .with { $0.state = isLoading ? 2 : 3 }
  }

  func loadingProgress(_ request: WireLoadStateRequest) throws -> WireGetLoadingProgressResponse {
    let collection = try collection(request.collectionName, in: request.dbName)
    guard !collection.loaded.isEmpty else {
      throw FakeRefusal.status(101, "collection not loaded[collection=\(request.collectionName)]")
    }
    return .with { $0.progress = collection.isBeingLoaded(collection.loaded) ? 50 : 100 }
  }
}

extension FakeCollection {
  /// Refuses to handle partitions that a partition key chooses.
  func refuseKeyedPartitions() throws {
    guard partitionKey != nil else { return }
    throw FakeRefusal.unclassified(
      "not support manually specifying the partition names if partition key mode is used")
  }

  fileprivate mutating func load(_ names: Set<ServerName>, _ settings: FakeSettings) {
    for name in names.subtracting(loaded) {
      loadedFrom[name] = .now + settings.loadTime
      seenFrom[name] = .now + settings.loadTime + settings.lateness
    }
    loaded.formUnion(names)
  }

  /// Whether one of them is still being loaded.
  fileprivate func isBeingLoaded(_ names: Set<ServerName>) -> Bool {
    names.contains { loadedFrom[$0].map { $0 > .now } ?? false }
  }

  /// The partitions of that name that can be read, all that are loaded if none is named.
  func readable(_ names: [String], _ release: FakeRelease) throws -> Set<ServerName> {
    guard !loaded.isEmpty else {
      throw FakeRefusal.status(101, "collection not loaded[collection=\(schema.name)]")
    }
    guard !isBeingLoaded(names.isEmpty ? loaded : Set(names.map(ServerName.init(_:)))) else {
      throw FakeRefusal.status(103, "collection not fully loaded[collection=\(schema.name)]")
    }
    guard !names.isEmpty else { return seen(loaded) }
    try refuseKeyedPartitions()
    for name in names {
      try require(partition: name)
      guard !loaded.contains(ServerName(name)) else { continue }
      let words = "partition not loaded[partition=\(name)]"
      throw release.codesUnloadedPartitions
        ? FakeRefusal.status(201, words) : FakeRefusal.unclassified(words)
    }
    return seen(Set(names.map(ServerName.init(_:))))
  }

  private func seen(_ names: Set<ServerName>) -> Set<ServerName> {
    names.filter { seenFrom[$0].map { $0 <= .now } ?? true }
  }
}
