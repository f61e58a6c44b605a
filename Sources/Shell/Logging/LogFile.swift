internal import Foundation
internal import Logging
internal import Synchronization

/// The file of `--log`, to which the whole process adds lines.
///
/// After a line that cannot be written there are no more; the work goes on.
package final class LogFile: Sendable {
  private let file: TextFile
  private let reason = Mutex<String?>(nil)

  /// Opens the file at its end.
  ///
  /// - Throws: `UsageError.unwritableFile`.
  package init(_ path: String) throws(UsageError) {
    file = try TextFile(path, appends: true)
  }

  deinit {
    file.end()
  }

  /// What to tell of the file at the end; nil if it has everything.
  package var loss: String? {
    reason.withLock { reason in
      reason.map { "the log \"\(file.path)\" could not be written: \($0)" }
    }
  }

  /// Adds a line.
  func add(_ line: String) {
    reason.withLock { reason in
      guard reason == nil, !file.add([line]) else { return }
      reason = SystemReason.text(of: errno)
    }
  }

  /// Has all loggers of the process write to a file, or to nothing; to be done once, before any is used.
  package static func receive(_ level: LogLevel, into file: LogFile?) {
    LoggingSystem.bootstrap { label in
      guard let file else { return SwiftLogNoOpLogHandler() }
      return FileLogHandler(label: label, file: file, logLevel: level.threshold)
    }
  }
}
