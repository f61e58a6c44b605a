/// Subjects that `help` explains beside the commands.
package enum HelpTopic: String, CaseIterable, Sendable {
  case addresses, files, proxies, profiles, quoting, jobs, verification, keys, scripts, status,
    secrets, privileges, codes, json, events

  /// One line about the topic.
  package var summary: String {
    switch self {
    case .addresses: "how clusters, databases and collections are named"
    case .files: "files of Milvus Lite as a source and as a target"
    case .proxies: "how clusters are reached through a proxy"
    case .profiles: "clusters by names of your own, protection, and the file rc"
    case .quoting: "quotes, variables, comments and reserved characters"
    case .jobs: "what becomes of a migration, and how it goes on after an interruption"
    case .verification: "what verify compares, and what repair writes and deletes"
    case .keys: "editing a line, and what keys do to a running command"
    case .scripts: "replaying commands from files"
    case .status: "exit statuses"
    case .secrets: "where tokens come from, and where they never go"
    case .privileges: "what a user must be allowed to do, command by command"
    case .codes: "what the codes of errors and findings mean"
    case .json: "the forms of results for programs"
    case .events: "the file in which everything that happens is told"
    }
  }

  /// The explanation.
  package var text: String {
    switch self {
    case .addresses: Self.aboutAddresses
    case .files: Self.aboutFiles
    case .proxies: Self.aboutProxies
    case .profiles: Self.aboutProfiles
    case .quoting: Self.aboutQuoting
    case .jobs: Self.aboutJobs
    case .verification: Self.aboutVerification
    case .keys: Self.aboutKeys
    case .scripts: Self.aboutScripts
    case .status: Self.aboutStatus
    case .secrets: Self.aboutSecrets
    case .privileges: Self.aboutPrivileges
    case .codes: Self.aboutCodes
    case .json: Self.aboutJSON
    case .events: Self.aboutEvents
    }
  }

  private static var aboutStatus: String {
    let lines = ExitStatus.documented.map { entry in
      "  \(DisplayWidth.padded("\(entry.status.rawValue)", to: 5))\(entry.meaning)"
    }
    return (["Exit statuses of the program, of a script, and of each command:"] + lines)
      .joined(separator: "\n")
  }
}
