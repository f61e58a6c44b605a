internal import ArgumentParser
package import Logging

/// How much the file of `--log` holds.
package enum LogLevel: String, CaseIterable, Sendable, ExpressibleByArgument {
  case trace, debug, info, warning, error

  /// The least that an entry must matter.
  package var threshold: Logger.Level {
    switch self {
    case .trace: .trace
    case .debug: .debug
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
