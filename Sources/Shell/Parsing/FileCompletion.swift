#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Names of files that begin as a word does.
enum FileCompletion {
  /// The paths of the word's folder, written as the word begins; folders end with a slash.
  ///
  /// Hidden files are left out unless the name begins with a dot.
  static func candidates(for word: String) -> [String] {
    let end = word.lastIndex(of: "/").map { word.index(after: $0) } ?? word.startIndex
    let (folder, name) = (String(word[..<end]), word[end...])
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(name) && (name.hasPrefix(".") || !$0.hasPrefix(".")) }
      .map { found in
        var isFolder = false
        let path = folder + found
        _ = files.fileExists(atPath: path, isDirectory: &isFolder)
        return isFolder ? path + "/" : path
      }
  }
}
