/// Whether a collection or a partition is in memory and can be queried.
public enum LoadState: String, Sendable, CaseIterable, CustomStringConvertible {
  /// There is no such collection or partition.
  case notExist = "NotExist"
  /// It is released.
  case notLoaded = "NotLoad"
  /// It is on its way into memory.
  case loading = "Loading"
  /// It can be queried.
  case loaded = "Loaded"

  /// The name that Milvus gives the state.
  public var description: String { rawValue }

  init?(number: Int32) {
    switch number {
    case 0: self = .notExist
    case 1: self = .notLoaded
    case 2: self = .loading
    case 3: self = .loaded
    default: return nil
    }
  }
}
