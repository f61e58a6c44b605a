internal import Foundation

extension String {
  /// A row key as the blob that the journal keeps.
  var keyBytes: Data { Data(utf8) }
}

extension String? {
  /// Whether two bounds are the same bytes; `==` takes different spellings of "é" for one.
  func isSameKey(as other: String?) -> Bool {
    self?.keyBytes == other?.keyBytes
  }
}
