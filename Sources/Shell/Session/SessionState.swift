package import MigrationEngine
internal import MilvusClient
internal import ZillizCloud

/// What changes while a session goes on; held by `ShellSession` behind a lock.
struct SessionState: Sendable {
  /// The clusters that are open.
  var clusters: [Side: OpenCluster] = [:]
  /// The keys that `login` was given.
  var logins: [Side: CloudAccess] = [:]
  /// The ids of clusters that the control plane has told.
  var clusterIDs: [String] = []
  /// The databases chosen with `use`.
  var databases: [Side: ServerName] = [:]
  /// What `set` changes.
  var settings: Settings
  /// What `let` and `--variable` define.
  var variables: [String: String]
  /// Whether each command is shown before it is run.
  var traces: Bool
  /// Where everything that happens is told.
  var events: EventLog?
  /// What `shortcut` defines.
  var shortcuts = Shortcuts()
  /// The scripts that are being run, outermost first.
  var scripts: [ScriptFrame] = []
  /// In a dry run whether a change was left out already; nil outside of one.
  var hasLeftOutChanges: Bool?
  /// The engine, from the first command that needs it.
  var engine: Engine?
  /// The view that follows jobs in the foreground.
  var foreground: Foreground?
  /// The jobs that were started in the background.
  var background: [JobID] = []
  /// The jobs of which a command of the current statement has told how they ended.
  var told: Set<JobID> = []
  /// Whether something happened to a job that the user has not looked at.
  var wantsAttention = false
  /// The numbers of the jobs that TAB offers.
  var jobNumbers: [String] = []
  /// What was said of proxies, which is said once.
  var proxyRemarks: Set<String> = []
  /// Whether it was said that the history cannot be written.
  var hasSaidHistoryFails = false
}

/// A script that is being run.
package struct ScriptFrame: Sendable, Equatable {
  /// The file as it was named.
  package var name: String
  /// Its absolute path; nil for standard input and `-c`.
  package var path: String?
  /// `$1`, `$2` and so on.
  package var arguments: [String]
}

/// What keys do to the command that runs in the foreground, beyond cancelling it.
package struct Foreground: Sendable {
  /// The jobs that it follows, whose notices need no line of their own.
  package var jobs: Set<JobID>
  /// Ctrl-Z: leave the jobs in the background.
  package var detach: @Sendable () -> Void
  /// A second Ctrl-C: do not wait for what is in flight.
  package var hurry: @Sendable () -> Void

  /// Makes the answer to keys of one view.
  package init(
    jobs: Set<JobID>, detach: @escaping @Sendable () -> Void, hurry: @escaping @Sendable () -> Void
  ) {
    self.jobs = jobs
    self.detach = detach
    self.hurry = hurry
  }
}

extension ScriptFrame {
  /// The folder of the script's file.
  var folder: String? {
    guard let path, let end = path.lastIndex(of: "/") else { return nil }
    return end == path.startIndex ? "/" : String(path[..<end])
  }
}
