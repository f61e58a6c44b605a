internal import MilvusWire

/// How fresh an answer has to be if the question does not say.
public enum ConsistencyLevel: String, Sendable, CaseIterable, CustomStringConvertible {
  /// Everything that was written before.
  case strong = "Strong"
  /// Everything that the same client wrote before.
  case session = "Session"
  /// Everything but the last moments.
  case bounded = "Bounded"
  /// Whatever is there.
  case eventually = "Eventually"
  /// As of a timestamp of the caller's.
  case customized = "Customized"

  /// The name that Milvus gives the level.
  public var description: String { rawValue }

  init?(_ wire: WireConsistencyLevel) {
    switch wire {
    case .consistencyStrong: self = .strong
    case .consistencySession: self = .session
    case .consistencyBounded: self = .bounded
    case .consistencyEventually: self = .eventually
    case .consistencyCustomized: self = .customized
    case .UNRECOGNIZED: return nil
    }
  }

  var wire: WireConsistencyLevel {
    switch self {
    case .strong: .consistencyStrong
    case .session: .consistencySession
    case .bounded: .consistencyBounded
    case .eventually: .consistencyEventually
    case .customized: .consistencyCustomized
    }
  }
}
