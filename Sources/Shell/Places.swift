#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Where files are kept, as the XDG rules have it.
struct Places: Sendable {
  /// The journal and the history; nil where the user has no home folder.
  let stateFolder: String?
  /// What the user has written or saved: profiles and the commands of the beginning.
  let configFolder: String?
  /// The working directory.
  let directory: String

  /// A folder that nobody can make, so that whoever needs one says that it cannot be made.
  static let nowhere = "/dev/null/vecferry"

  /// Reads the places from the environment, in which an empty variable is none.
  init(environment: [String: String]) {
    directory = FileManager.default.currentDirectoryPath
    let home = environment.filled("HOME")
    func folder(_ variable: String, _ usual: String) -> String? {
      // The rules say that a relative path is to be ignored.
      let own = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
      return (own ?? home.map { "\($0)/\(usual)" }).map { $0 + "/vecferry" }
    }
    stateFolder = folder("XDG_STATE_HOME", ".local/state")
    configFolder = folder("XDG_CONFIG_HOME", ".config")
  }

  /// The commands of earlier sessions.
  var historyFile: String? { stateFolder.map { $0 + "/history" } }
  /// The commands that an interactive session begins with.
  var startFile: String? { configFolder.map { $0 + "/rc" } }
}
