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
  static func candidates(for word: String, home: String?) -> [String] {
    let end = word.lastIndex(of: "/").map { word.index(after: $0) } ?? word.startIndex
    let (folder, name) = (String(word[..<end]), word[end...])
    let files = FileManager.default
    let place =
      if folder.hasPrefix("~/"), let home { home + folder.dropFirst() } else { folder }
    let names = (try? files.contentsOfDirectory(atPath: place.isEmpty ? "." : place)) ?? []
    return names.filter { $0.hasPrefix(name) && (name.hasPrefix(".") || !$0.hasPrefix(".")) }
      .map { found in
        var isFolder = false
        _ = files.fileExists(atPath: place + found, isDirectory: &isFolder)
        return folder + found + (isFolder ? "/" : "")
      }
  }
}
