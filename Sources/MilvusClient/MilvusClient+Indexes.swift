internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// The indexes of a collection; empty if it has none.
  public func indexes(
    of collection: CollectionAddress
  ) async throws(MilvusError) -> [IndexDescription] {
    do {
      let answer: WireDescribeIndexResponse = try await call(
        "DescribeIndex", collection.request,
        attempt: "cannot list the indexes of collection \"\(collection)\"")
      return answer.indexDescriptions.map(IndexDescription.init)
    } catch let error where error.code == .noIndex {
      return []
    }
  }

  /// Makes an index; the server builds it later, as rows arrive.
  ///
  /// - Throws: `.alreadyExists` if the field has another one.
  public func createIndex(
    _ index: IndexDefinition, on collection: CollectionAddress
  ) async throws(MilvusError) {
    let _: WireStatus = try await call(
      "CreateIndex", index.request(for: collection), timeout: slowTimeout,
      attempt: "cannot create the index on field \"\(index.field)\" of \"\(collection)\"")
  }
}
