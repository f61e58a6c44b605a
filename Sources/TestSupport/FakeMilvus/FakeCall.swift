internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

/// One call that a fake answers.
struct FakeCall: Sendable {
  /// Whether the answer is nothing but the outcome.
  let answersStatus: Bool
  /// Whether the call changes something.
  let isChange: Bool
  /// Carries the call out.
  let run: @Sendable (inout FakeStore, [UInt8]) throws -> [UInt8]

  /// A call that answers with a message and changes nothing.
  static func asks<Request: Message, Answer: Message>(
    _ body: @escaping @Sendable (inout FakeStore, Request) throws -> Answer
  ) -> FakeCall {
    FakeCall(answersStatus: false, isChange: false) { cluster, bytes in
      try body(&cluster, decoded(bytes)).serializedBytes()
    }
  }

  /// A call that changes something and answers with the outcome alone.
  static func changes<Request: Message>(
    _ body: @escaping @Sendable (inout FakeStore, Request) throws -> Void
  ) -> FakeCall {
    FakeCall(answersStatus: true, isChange: true) { cluster, bytes in
      try body(&cluster, decoded(bytes))
      return []
    }
  }

  /// A call whose bytes are read and written by hand.
  static func raw(
    isChange: Bool, answersStatus: Bool = false,
    _ body: @escaping @Sendable (inout FakeStore, [UInt8]) throws -> [UInt8]
  ) -> FakeCall {
    FakeCall(answersStatus: answersStatus, isChange: isChange, run: body)
  }

  /// The answer that says no.
  func answer(refusing code: Int32, _ reason: String) -> [UInt8] {
    var status = WireStatus()
    status.code = code
    status.reason = reason
    // What servers before 2.3 understand; 1 stands for anything else.
    status.errorCode = [8: 49, 9: 48, 100: 4, 109: 62][code] ?? 1
    guard let bytes: [UInt8] = try? status.serializedBytes() else {
      preconditionFailure("an outcome has an encoding")
    }
    guard !answersStatus else { return bytes }
    var writer = WireWriter()
    writer.bytes(1, bytes)
    return writer.assemble(copying: [])
  }

  /// Reads a request; a part that the fake does not know ends the test.
  private static func decoded<Request: Message>(_ bytes: [UInt8]) throws -> Request {
    guard let request = try? Request(serializedBytes: bytes) else { throw FakeRefusal.torn }
    precondition(
      request.unknownFields.data.isEmpty,
      "the fake does not know all fields of a \(Request.protoMessageName)")
    return request
  }
}

extension FakeCall {
  /// The calls by their names; whoever sends another one learns it by the end of the test.
  static let all: [String: FakeCall] = server.merging(catalogue) { first, _ in first }
    .merging(rows) { first, _ in first }.merging(users) { first, _ in first }

  private static let server: [String: FakeCall] = [
    "Connect": .asks { try $0.connect($1) },
    "GetVersion": .asks { try $0.version($1) },
    "CheckHealth": .asks { try $0.health($1) },
    "AllocTimestamp": .asks { try $0.timestamp($1) },
    "ListDatabases": .asks { try $0.listDatabases($1) },
    "CreateDatabase": .changes { try $0.createDatabase($1) },
    "DescribeDatabase": .raw(isChange: false) { try $0.describeDatabase($1) },
    "Flush": FakeCall.asks { try $0.flush($1) }.changing,
    "GetFlushState": .asks { try $0.flushState($1) },
    "GetCollectionStatistics": .asks { try $0.statistics($1) },
    "GetPartitionStatistics": .asks { try $0.partitionStatistics($1) },
    "LoadCollection": .changes { try $0.loadCollection($1) },
    "ReleaseCollection": .changes { try $0.releaseCollection($1) },
    "LoadPartitions": .changes { try $0.loadPartitions($1) },
    "ReleasePartitions": .changes { try $0.releasePartitions($1) },
    "GetLoadState": .asks { try $0.loadState($1) },
    "GetLoadingProgress": .asks { try $0.loadingProgress($1) },
  ]

  private static let catalogue: [String: FakeCall] = [
    "ShowCollections": .asks { try $0.showCollections($1) },
    "HasCollection": .raw(isChange: false) { try $0.hasCollection($1) },
    "DescribeCollection": .asks { try $0.describe($1) },
    "CreateCollection": .changes { try $0.create($1) },
    "DropCollection": .changes { try $0.drop($1) },
    "RenameCollection": .changes { try $0.rename($1) },
    "AlterCollection": .changes { try $0.alter($1) },
    "ShowPartitions": .asks { try $0.showPartitions($1) },
    "CreatePartition": .changes { try $0.createPartition($1) },
    "ListAliases": .asks { try $0.listAliases($1) },
    "CreateAlias": .changes { try $0.createAlias($1, mayMove: false) },
    "AlterAlias": .changes { try $0.createAlias($1, mayMove: true) },
    "DropAlias": .changes { try $0.dropAlias($1) },
    "DescribeIndex": .asks { try $0.describeIndexes($1) },
    "CreateIndex": .changes { try $0.createIndex($1) },
    "DropIndex": .raw(isChange: true, answersStatus: true) { try $0.dropIndex($1) },
  ]

  private static let users: [String: FakeCall] = [
    "ListCredUsers": .asks { try $0.listUsers($1) },
    "SelectRole": .asks { try $0.selectRoles($1) },
    "SelectGrant": .asks { try $0.selectGrants($1) },
    "CreateRole": .changes { try $0.createRole($1) },
    "OperateUserRole": .changes { try $0.giveRole($1) },
    "OperatePrivilege": .changes { try $0.grant($1) },
    "OperatePrivilegeV2": .changes { try $0.grantGroup($1) },
  ]

  private static let rows: [String: FakeCall] = [
    "Insert": .raw(isChange: true) { try $0.insert($1) },
    "Upsert": .raw(isChange: true) { try $0.upsert($1) },
    "Delete": .raw(isChange: true) { try $0.delete($1) },
    "Query": .raw(isChange: false) { try $0.query($1) },
    "Search": .raw(isChange: false) { try $0.search($1) },
  ]

  /// The same call, that changes something.
  private var changing: FakeCall {
    FakeCall(answersStatus: answersStatus, isChange: true, run: run)
  }
}
