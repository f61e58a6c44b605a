internal import ArgumentParser

/// The form in which results are printed.
package enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// Aligned columns for people.
  case table
  /// One JSON object for each command.
  case json
  /// One JSON object for each row.
  case jsonl
  /// Comma-separated values with a header, as RFC 4180 has them.
  case csv
  /// `name: value`, a line each.
  case vertical

  /// Whether a program reads it as JSON, so that errors are JSON too.
  package var isJSON: Bool { self == .json || self == .jsonl }
}
