internal import Foundation

/// A script of the README, which is named in its first line.
struct PrintedScript {
  /// The script as it is printed.
  let text: String

  /// Finds the script.
  ///
  /// - Throws: `NotPrinted`.
  init(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let readme = folder.appending(path: "../../../README.md").standardizedFileURL
    let blocks = try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "```")
    guard let block = blocks.first(where: { $0.hasPrefix("\n# \(name)\n") }) else {
      throw NotPrinted(name: name)
    }
    text = String(block.dropFirst())
  }

  /// There is no such script in the README.
  struct NotPrinted: Error {
    let name: String
  }
}
