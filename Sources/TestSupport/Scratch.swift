internal import Foundation

/// An empty folder for one test, removed with everything in it when nobody holds it any more.
///
/// Keep it in a stored property of the suite, so that it lives as long as the test.
package final class Scratch: Sendable {
  /// The folder's absolute path.
  package let path: String

  /// Makes the folder, with mode 0700.
  package init() throws {
    let pattern = FileManager.default.temporaryDirectory.path + "/vecferry-XXXXXX"
    var bytes = Array(pattern.utf8CString)
    guard mkdtemp(&bytes) != nil else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    path = String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file or folder inside, whether it exists or not.
  package func path(of name: String) -> String { path + "/" + name }
}
