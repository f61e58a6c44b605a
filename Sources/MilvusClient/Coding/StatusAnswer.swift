package import MilvusWire
package import SwiftProtobuf

/// An answer that says whether the call succeeded, as every answer of Milvus does.
package protocol StatusAnswer: SwiftProtobuf.Message {
  /// The outcome.
  var status: WireStatus { get }
}

/// Calls that change something answer with nothing but the outcome.
extension WireStatus: StatusAnswer {
  /// This.
  package var status: WireStatus { self }
}
extension WireConnectResponse: StatusAnswer {}
extension WireGetVersionResponse: StatusAnswer {}
extension WireCheckHealthResponse: StatusAnswer {}
extension WireAllocTimestampResponse: StatusAnswer {}
extension WireListDatabasesResponse: StatusAnswer {}
extension WireShowCollectionsResponse: StatusAnswer {}
extension WireDescribeCollectionResponse: StatusAnswer {}
extension WireShowPartitionsResponse: StatusAnswer {}
extension WireDescribeIndexResponse: StatusAnswer {}
extension WireGetLoadStateResponse: StatusAnswer {}
extension WireGetLoadingProgressResponse: StatusAnswer {}
extension WireQueryResults: StatusAnswer {}
extension WireMutationResult: StatusAnswer {}
extension WireFlushResponse: StatusAnswer {}
extension WireGetFlushStateResponse: StatusAnswer {}
extension WireStatisticsResponse: StatusAnswer {}
extension WireListAliasesResponse: StatusAnswer {}
extension WireListCredUsersResponse: StatusAnswer {}
extension WireSelectRoleResponse: StatusAnswer {}
extension WireSelectGrantResponse: StatusAnswer {}
