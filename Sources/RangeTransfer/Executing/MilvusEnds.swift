internal import MilvusClient
internal import Synchronization

/// Both ends of routes between two Milvus servers.
final class MilvusEnds: RouteEnds {
  private let source, target: Endpoint
  private let last = Mutex<(route: RowRoute, reader: RowReader)?>(nil)

  init(from source: Endpoint, to target: Endpoint) {
    (self.source, self.target) = (source, target)
  }

  func reader(of route: RowRoute) -> RowReader {
    last.withLock { last in
      if let last, last.route == route { return last.reader }
      let reader = RowReader(MilvusRowSource(source, reading: route), on: source)
      last = (route, reader)
      return reader
    }
  }

  func sink(of route: RowRoute) -> any RowSink { MilvusRowSink(target, writing: route) }
}
