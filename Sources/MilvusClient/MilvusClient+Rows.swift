internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// Reads the rows that a query selects.
  ///
  /// Suspends until the whole answer is here.
  public func query(_ query: RowQuery) async throws(MilvusError) -> RowPage {
    let attempt = "cannot read rows of \"\(query.collection)\""
    let answer = try await callRaw(
      "Query", Self.encoded(query.request(), attempt: attempt), timeout: rowTimeout,
      attempt: attempt)
    do {
      return try RowPage(bytes: answer, keyField: query.keyField, attempt: attempt)
    } catch {
      throw redacted(error)
    }
  }

  /// Writes rows; suspends until the target has acknowledged all of them.
  ///
  /// Sending the same request again makes second copies of the rows.
  /// - Throws: `.invalidRow` if none of them is stored because of what some contain.
  public func insert(_ request: WriteRequest) async throws(MilvusError) -> WriteReceipt {
    try await write(request, method: "Insert", count: \.inserted)
  }

  /// Writes rows in place of those with the same keys; suspends until all are acknowledged.
  ///
  /// May be repeated. On a collection that makes its own keys, servers replace the given ones.
  /// - Throws: `.invalidRow` if none of them is stored because of what some contain.
  public func upsert(_ request: WriteRequest) async throws(MilvusError) -> WriteReceipt {
    try await demand(.upsert, "cannot write rows to \"\(request.collection)\"")
    return try await write(request, method: "Upsert", count: \.upserted)
  }

  /// Deletes the rows with these keys, in several calls if they are many.
  ///
  /// - Returns: How many rows the server counts as deleted; some count keys without a row, too.
  public func delete(
    _ keys: [PrimaryKey], of collection: CollectionAddress, keyField: ServerName,
    partition: ServerName? = nil
  ) async throws(MilvusError) -> Int64 {
    let attempt = "cannot delete rows of \"\(collection)\""
    var deleted: Int64 = 0
    for filter in KeyList.filters(keys, keyField: keyField) {
      var request = WireDeleteRequest()
      request.dbName = collection.database.text
      request.collectionName = collection.name.text
      request.partitionName = partition?.text ?? ""
      request.expr = filter
      do throws(MilvusError) {
        let answer = try await callRaw(
          "Delete", Self.encoded(request, attempt: attempt), timeout: rowTimeout,
          attempt: attempt)
        let sum = deleted.addingReportingOverflow(try counts(answer, attempt: attempt).deleted)
        deleted = sum.overflow ? .max : sum.partialValue
      } catch {
        throw error.metered(.deletedBytes)
      }
    }
    return deleted
  }

  private func write(
    _ request: WriteRequest, method: String, count: KeyPath<MutationCounts, Int64>
  ) async throws(MilvusError) -> WriteReceipt {
    let attempt = "cannot write rows to \"\(request.collection)\""
    let written: Int64
    do throws(MilvusError) {
      let answer = try await callRaw(
        method, request.message, timeout: rowTimeout, attempt: attempt)
      written = try counts(answer, attempt: attempt)[keyPath: count]
    } catch {
      throw error.asRefusalOfWrite.metered(.writtenBytes)
    }
    guard written == Int64(request.rowCount) else {
      throw MilvusError(
        .unexpectedAnswer,
        "\(attempt): \(request.rowCount) rows were sent, \(written) were acknowledged")
    }
    return WriteReceipt(rowCount: written)
  }

  /// The patience with calls that carry rows.
  var rowTimeout: Duration { max(access.timeout, CallPolicy.rowCall) }

  private func counts(
    _ answer: [UInt8], attempt: String
  ) throws(MilvusError) -> MutationCounts {
    do {
      return try MutationCounts(answer, attempt: attempt)
    } catch {
      throw redacted(error)
    }
  }

  private static func encoded(
    _ request: some SwiftProtobuf.Message, attempt: String
  ) throws(MilvusError) -> [UInt8] {
    do {
      return try request.serializedBytes()
    } catch {
      throw MilvusError(.invalidRequest, "\(attempt): the request has no encoding", cause: error)
    }
  }
}

extension CallPolicy {
  /// The shortest patience with calls that carry rows.
  ///
  /// 120 s: a busy server needs tens of seconds for a page, and giving up on a write leaves its
  /// outcome unknown.
  package static let rowCall = Duration.seconds(120)
}
