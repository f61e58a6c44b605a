#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Where files are kept, as the XDG rules have it.
struct Places: Sendable {
  /// The journal and the history.
  let stateFolder: String
  /// The working directory.
  let directory: String

  /// Reads the places from the environment.
  init(environment: [String: String]) {
    directory = FileManager.default.currentDirectoryPath
    let home = environment["HOME"] ?? directory
    // The rules say that a relative path is to be ignored.
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    stateFolder = (state ?? home + "/.local/state") + "/vecferry"
  }

  /// The commands of earlier sessions.
  var historyFile: String { stateFolder + "/history" }
}
