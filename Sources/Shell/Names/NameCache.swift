package import MigrationEngine
package import MilvusClient
internal import Synchronization

/// The names that TAB and "did you mean" know, kept without ever waiting for a server.
///
/// `names` answers at once from memory. When the answer is missing or older than a minute, it also
/// puts a request on `requests`, which `NameRefresher` serves beside the shell's loop.
package final class NameCache: Sendable {
  /// The lists that should be fetched, in the order of asking; a full buffer drops the oldest.
  package let requests: AsyncStream<NameCacheState.Key>

  private let state: Mutex<NameCacheState>
  private let asking: AsyncStream<NameCacheState.Key>.Continuation

  /// Makes an empty cache whose lists are fresh for the lifetime.
  package init(lifetime: Duration = .seconds(60)) {
    state = Mutex(NameCacheState(lifetime: lifetime))
    // 16 lists: two sides, collections and databases of four databases each.
    (requests, asking) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(16))
  }

  /// The names as last known; asks for a refresh when they are stale.
  package func names(
    _ kind: NameKind, on side: Side, database: ServerName, of collection: ServerName = "",
    at now: ContinuousClock.Instant = .now
  ) -> [ServerName] {
    let key = NameCacheState.Key(
      side: side, database: database, kind: kind, collection: collection)
    let answer = state.withLock { $0.look(key, at: now) }
    if answer.wantsFetch { ask(for: key) }
    return answer.names
  }

  /// Keeps names that a command has just been told by the server.
  package func keep(
    _ names: [ServerName], as kind: NameKind, on side: Side, database: ServerName,
    at now: ContinuousClock.Instant = .now
  ) {
    keep(names, for: NameCacheState.Key(side: side, database: database, kind: kind), at: now)
  }

  /// Keeps a list that was asked for.
  package func keep(
    _ names: [ServerName], for key: NameCacheState.Key, at now: ContinuousClock.Instant = .now
  ) {
    state.withLock { $0.arrived(names, for: key, at: now) }
  }

  /// Says that a command has changed names on the side; the next look asks the server.
  package func expire(_ side: Side) {
    state.withLock { $0.expire(side) }
  }

  /// Drops what is known of the side.
  package func forget(_ side: Side) {
    state.withLock { $0.forget(side) }
  }

  /// Ends a fetch that brought nothing; the old names stay.
  package func fetchFailed(_ key: NameCacheState.Key) {
    state.withLock { $0.failed(key) }
  }

  /// Ends the stream of requests, so that whoever serves it can end.
  package func close() {
    asking.finish()
  }

  private func ask(for key: NameCacheState.Key) {
    // A request that fell out of the buffer must be asked for again by a later look.
    if case .dropped(let lost) = asking.yield(key) { fetchFailed(lost) }
  }
}
