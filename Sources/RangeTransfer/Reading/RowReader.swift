package import MigrationPlanning
package import MilvusClient
internal import Synchronization

/// Reads one end for whoever needs keys or rows of it, no matter how large they are.
///
/// Calls are repeated where that may help, pages of keys get the size that the server answers, and what
/// fitted once is kept for all that follows.
package final class RowReader: Sendable {
  /// What each call is made to.
  package let source: any RowSource
  /// Which end that is, for what goes wrong.
  package let side: Side
  private let retrier: Retrier
  private let concurrency: ConcurrencyLimit?
  private let pageSize: Mutex<PageSize>

  /// A reader whose calls pass the limit, if there is one.
  package init(
    _ source: any RowSource, side: Side = .source, retrier: Retrier,
    concurrency: ConcurrencyLimit? = nil
  ) {
    self.source = source
    self.side = side
    self.retrier = retrier
    self.concurrency = concurrency
    pageSize = Mutex(PageSize(first: source.limits.firstKeys, most: source.limits.keys))
  }

  /// A reader of rows of an end.
  package convenience init(_ source: any RowSource, on end: Endpoint) {
    self.init(source, side: end.side, retrier: end.retrier, concurrency: end.concurrency)
  }

  /// How much one query asks of the server.
  package var limits: QueryLimits { source.limits }

  /// Calls the server, again where that may help, and names this side in what goes wrong.
  package func call<R>(_ body: (any RowSource) async throws(MilvusError) -> R) async throws -> R {
    try await retrier.call(side) { () async throws(MilvusError) -> R in
      guard let concurrency else { return try await body(source) }
      return try await concurrency.passMilvus { () async throws(MilvusError) -> R in
        try await body(source)
      }
    }
  }

  /// One page of keys as the server returns it, smaller where it would be too large.
  package func page(
    after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, atMost most: Int = .max
  ) async throws -> [PrimaryKey] {
    let ask = { (limit: Int) in
      try await self.call { source throws(MilvusError) in
        try await source.keys(after: key, upTo: last, partition: partition, limit: limit)
      }
    }
    while true {
      let limit = min(most, pageSize.withLock(\.limit))
      do {
        let keys = try await ask(limit)
        let bytes = keys.reduce(0) { $0 + $1.byteCount }
        pageSize.withLock { $0.fits(keys: keys.count, bytes: bytes) }
        return keys
      } catch let error as SideError {
        guard limit > 1, try await isAboutSize(error, { _ = try await ask(1) }) else { throw error }
        pageSize.withLock { $0.exceeds(limit) }
      }
    }
  }

  /// Every key of a range, of which there may be as many as a page has.
  ///
  /// - Throws: `RangeDivided` if there are more: nobody is to hold the keys of a collection.
  package func keys(in range: KeyRange, partition: ServerName?) async throws -> [PrimaryKey] {
    var scan = KeyScan(self, partition: partition, in: range)
    var keys: [PrimaryKey] = []
    while true {
      let more = try await scan.next()
      guard let last = keys.last, !more.isEmpty else {
        if more.isEmpty { return keys }
        keys = more
        continue
      }
      guard keys.count + more.count <= limits.keys else {
        throw RangeDivided(side: side, parts: range.cut(after: last, rows: keys.count))
      }
      keys += more
    }
  }

  /// Whether a smaller request is answered where one failed so.
  ///
  /// What a server says of an answer that is too large is not known of all of them. So after a refusal
  /// for an unknown reason one row is asked for: if it is given, less may help.
  func isAboutSize(_ error: SideError, _ askForOne: () async throws -> Void) async throws -> Bool {
    switch error.error.code.smallerRequest {
    case .passes: return true
    case .fails: return false
    case .mayPass:
      do {
        try await askForOne()
        return true
      } catch is SideError {
        return false
      }
    }
  }
}

extension PrimaryKey {
  /// What the key weighs.
  fileprivate var byteCount: Int {
    switch self {
    case .int64: 8
    case .varchar(let text): text.utf8.count
    }
  }
}
