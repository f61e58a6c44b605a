internal import MilvusWire

/// What a server says about one index.
public struct IndexDescription: Sendable, Equatable {
  /// How far the building of an index is.
  public enum State: String, Sendable, CaseIterable, CustomStringConvertible {
    /// The server does not say.
    case none = "None"
    /// It has not begun.
    case unissued = "Unissued"
    /// It is going on.
    case inProgress = "InProgress"
    /// It is done.
    case finished = "Finished"
    /// It went wrong.
    case failed = "Failed"
    /// It went wrong and begins again.
    case retry = "Retry"

    /// The name that Milvus gives the state.
    public var description: String { rawValue }

    init(number: Int32) {
      let states: [Self] = [.none, .unissued, .inProgress, .finished, .failed, .retry]
      self = states.indices.contains(Int(number)) ? states[Int(number)] : .none
    }
  }

  /// The name of the index.
  public var name: ServerName
  /// The field that it is on.
  public var field: ServerName
  /// Its type, as `AUTOINDEX` or `HNSW`; empty if the server does not say.
  public var type: String
  /// Its metric; nil for scalar indexes.
  public var metric: String?
  /// Its other parameters.
  public var parameters: [KeyValue]
  /// How far its building is.
  public var state: State
  /// What went wrong, empty if nothing did.
  public var stateReason: String
  /// The number of rows that it covers.
  public var indexedRows: Int64
  /// The number of rows that it has to cover.
  public var totalRows: Int64
  /// The number of rows that it does not cover yet.
  public var pendingRows: Int64

  /// Whether the server is still building it, or failed to.
  ///
  /// `finished` is told also while rows that were written after the index was made are pending.
  public var isUnfinished: Bool {
    [.unissued, .inProgress, .retry, .failed].contains(state) || pendingRows > 0
  }

  /// The definition of the same index.
  public var definition: IndexDefinition {
    IndexDefinition(field: field, name: name, type: type, metric: metric, parameters: parameters)
  }

  init(_ wire: WireIndexDescription) {
    let pairs = wire.params.map(KeyValue.init)
    let nested = pairs["params"].map { IndexParameters.members(of: $0) ?? [] } ?? []
    // Servers disagree about which level a parameter is on; the outer one is the server's own.
    let outer = pairs.filter { $0.key != "params" }
    let all = outer + nested.filter { outer[$0.key] == nil }
    name = ServerName(wire.indexName)
    field = ServerName(wire.fieldName)
    type = all["index_type"] ?? ""
    // Lite says NONE of a scalar index.
    metric = all["metric_type"].flatMap { ["", "NONE"].contains($0) ? nil : $0 }
    parameters = all.filter { !["index_type", "metric_type"].contains($0.key) }
    state = State(number: wire.state)
    stateReason = wire.indexStateFailReason
    indexedRows = wire.indexedRows
    totalRows = wire.totalRows
    pendingRows = wire.pendingIndexRows
  }
}
