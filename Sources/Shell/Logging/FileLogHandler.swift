internal import Foundation
package import Logging

/// Writes entries of one logger as lines: time, level, who, what, and its data by name.
struct FileLogHandler: LogHandler {
  let label: String
  let file: LogFile
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let data = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let words = data.map { "\($0.key)=\(Self.shown("\($0.value)"))" }
    let start = "\(Figures.exactTimestamp(Date())) \(event.level) \(label): \(event.message)"
    file.add(([start] + words).joined(separator: " "))
  }

  /// The value as it is if it is one word, else in quotes as JSON has them.
  private static func shown(_ value: String) -> String {
    let isWord =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy {
        $0 != "\"" && $0 != " " && !ControlCharacters.isUnseen($0)
      }
    return isWord ? value : JSONValue.string(value).text
  }
}

extension Logger {
  /// A logger that writes nothing.
  package static var silent: Logger {
    Logger(label: "vecferry") { _ in SwiftLogNoOpLogHandler() }
  }
}
