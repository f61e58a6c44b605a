internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

extension FakeStore {
  mutating func connect(_ request: WireConnectRequest) throws -> WireConnectResponse {
    guard release.isIntroducedTo else { throw FakeRefusal.unimplemented("Connect") }
    var answer = WireConnectResponse()
    answer.serverInfo.buildTags = settings.versionText ?? "v\(release.version)"
    answer.identifier = nextID()
    return answer
  }

  func version(_ request: WireEmptyRequest) throws -> WireGetVersionResponse {
    .with { $0.version = settings.versionText ?? "v\(release.version)" }
  }

  /// Tells that writing is denied as often as was arranged, and then that it is allowed again.
  mutating func health(_ request: WireEmptyRequest) throws -> WireCheckHealthResponse {
    var answer = WireCheckHealthResponse()
    answer.isHealthy = true
    guard denials > 0 else { return answer }
    denials -= 1
    answer.reasons = ["memory quota exceeded"]
    answer.quotaStates = [5]
    return answer
  }

  mutating func timestamp(_ request: WireEmptyRequest) throws -> WireAllocTimestampResponse {
    let now = tick()
    return .with { $0.timestamp = now }
  }

  func listDatabases(_ request: WireEmptyRequest) throws -> WireListDatabasesResponse {
    .with { $0.dbNames = databases.keys.sorted().map(\.text) }
  }

  mutating func createDatabase(_ request: WireCreateDatabaseRequest) throws {
    guard databases[ServerName(request.dbName)] == nil else {
      throw FakeRefusal.unclassified("database already exist: \(request.dbName)")
    }
    databases[ServerName(request.dbName)] = Database(properties: request.properties)
  }

  func describeDatabase(_ request: [UInt8]) throws -> [UInt8] {
    guard release.describesDatabases else { throw FakeRefusal.unimplemented("DescribeDatabase") }
    let name = try request.parts().last { $0.number == 2 }?.text ?? ""
    var writer = WireWriter()
    writer.bytes(2, name.utf8)
    for property in try database(name).properties {
      writer.bytes(5, try property.serializedBytes() as [UInt8])
    }
    return writer.assemble(copying: [])
  }
}

// MARK: - Flushing and counting

extension FakeStore {
  mutating func flush(_ request: WireFlushRequest) throws -> WireFlushResponse {
    var answer = WireFlushResponse()
    for name in request.collectionNames {
      let isFurther = try !collection(name, in: request.dbName).sealed.isEmpty
      if release.limitsFlushes, isFurther, settings.refusedFlushes > 0 {
        settings.refusedFlushes -= 1
        throw FakeRefusal.status(8, "request is rejected by grpc RateLimiter, rate limit exceeded")
      }
      let (now, segment) = (tick(), nextID())
      try withCollection(name, in: request.dbName) { $0.seal(at: now) }
      answer.collSegIds[name] = WireLongArray.with { $0.data = [segment] }
      answer.collFlushTs[name] = now
    }
    return answer
  }

  func flushState(_ request: WireGetFlushStateRequest) throws -> WireGetFlushStateResponse {
    _ = try collection(request.collectionName, in: request.dbName)
    return .with { $0.flushed = true }
  }

  func statistics(_ request: WireCollectionRequest) throws -> WireStatisticsResponse {
    let collection = try collection(request.collectionName, in: request.dbName)
    return .rowCount(collection.sealed.values.reduce(0, +))
  }

  func partitionStatistics(_ request: WirePartitionRequest) throws -> WireStatisticsResponse {
    let collection = try collection(request.collectionName, in: request.dbName)
    try collection.require(partition: request.partitionName)
    return .rowCount(collection.sealed[ServerName(request.partitionName)] ?? 0)
  }
}

extension WireStatisticsResponse {
  fileprivate static func rowCount(_ count: Int64) -> Self {
    .with { $0.stats = [WireKeyValuePair(key: "row_count", value: String(count))] }
  }
}

extension WireKeyValuePair {
  /// A pair.
  init(key: String, value: String) {
    self.init()
    self.key = key
    self.value = value
  }
}

extension FakeCollection {
  /// Refuses a partition that is not there.
  func require(partition name: String) throws {
    guard !partitions.contains(ServerName(name)) else { return }
    throw FakeRefusal.status(200, "partition not found[partition=\(name)]")
  }
}
