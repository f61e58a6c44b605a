internal import MilvusClient
internal import Synchronization

/// Both ends of routes between two Milvus servers, with a connection to each.
final class MilvusEnds: RouteEnds {
  private let source, target: MilvusClient
  private let sourceVersion, targetVersion: ServerVersion
  private let persistence: Persistence
  private let readers: Turnstile
  private let last = Mutex<(route: RowRoute, reader: RowReader)?>(nil)

  /// Ends of which the source lets so many read it at once.
  init(
    source: (MilvusClient, ServerVersion), target: (MilvusClient, ServerVersion),
    persistence: Persistence, readers: Turnstile
  ) {
    (self.source, sourceVersion) = source
    (self.target, targetVersion) = target
    (self.persistence, self.readers) = (persistence, readers)
  }

  func reader(of route: RowRoute) -> RowReader {
    last.withLock { last in
      if let last, last.route == route { return last.reader }
      let rows = MilvusRowSource(source, sourceVersion, reading: route)
      let reader = RowReader(rows, persistence: persistence, turnstile: readers)
      last = (route, reader)
      return reader
    }
  }

  func sink(of route: RowRoute) -> any RowSink {
    MilvusRowSink(target, targetVersion, writing: route)
  }
}
