internal import Foundation

/// Where the sockets are by which the processes of one user steer each other's jobs.
enum ControlFolder {
  /// The folders where a socket may be, that which is preferred first.
  ///
  /// `XDG_RUNTIME_DIR` counts only where it is the user's alone, as the XDG rules have it. The state
  /// folder always counts, because not every process of a user gets that variable.
  static func all(environment: [String: String], stateFolder: String) -> [String] {
    guard let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/"), isPrivate(runtime)
    else { return [stateFolder] }
    return ["\(runtime)/vecferry", stateFolder]
  }

  /// Whether the folder belongs to the user of this process, and nobody else may look into it.
  private static func isPrivate(_ path: String) -> Bool {
    guard let facts = FileFacts(path: path) else { return false }
    return facts.kind == .folder && facts.owner == geteuid() && facts.permissions == 0o700
  }
}

extension ShellSession {
  /// The folders where a process that runs jobs may have its socket.
  var controlFolders: [String] {
    ControlFolder.all(environment: environment, stateFolder: stateFolder)
  }
}
