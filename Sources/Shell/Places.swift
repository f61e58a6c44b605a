#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Where files are kept, as the XDG rules have it.
struct Places: Sendable {
  /// The journal and the history; nil where the user has no home folder.
  let stateFolder: String?
  /// The working directory.
  let directory: String

  /// A folder that nobody can make, so that whoever needs one says that it cannot be made.
  static let nowhere = "/dev/null/vecferry"

  /// Reads the places from the environment, in which an empty variable is none.
  init(environment: [String: String]) {
    directory = FileManager.default.currentDirectoryPath
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    // The rules say that a relative path is to be ignored.
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    stateFolder = (state ?? home.map { $0 + "/.local/state" }).map { $0 + "/vecferry" }
  }

  /// The commands of earlier sessions.
  var historyFile: String? { stateFolder.map { $0 + "/history" } }
}
