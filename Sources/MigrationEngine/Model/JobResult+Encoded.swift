#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension JobResult {
  /// Reads a result that the journal kept.
  init(encoded text: String) throws {
    self = try JSONDecoder().decode(JobResult.self, from: Data(text.utf8))
  }

  /// The result for the journal.
  func encoded() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
