internal import ArgumentParser
internal import MigrationEngine

/// The sides that a list shows.
package enum SideChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
  case source, target, both

  /// The sides, the source first.
  var sides: [Side] {
    switch self {
    case .source: [.source]
    case .target: [.target]
    case .both: Side.allCases
    }
  }
}
