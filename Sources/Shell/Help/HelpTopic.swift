/// Subjects that `help` explains beside the commands.
package enum HelpTopic: String, CaseIterable, Sendable {
  case addresses, files, proxies, profiles, quoting, jobs, machines, verification, keys, scripts,
    status, secrets, variables, versions, access, privileges, codes, json, events

  /// The topic about what a word names: one proxy, or Milvus Lite.
  static func about(_ word: String) -> HelpTopic? {
    let word = word.lowercased()
    if ["lite", "milvus-lite"].contains(word) { return .files }
    if ["environment", "env"].contains(word) { return .variables }
    if ["error", "errors"].contains(word) { return .codes }
    return ["\(word)s", "\(word)es", "\(word.dropLast())ies"].lazy
      .compactMap { HelpTopic(rawValue: $0) }.first
  }

  /// All topics, a line each.
  static var list: String {
    let width = (allCases.map(\.rawValue.count).max() ?? 0) + 2
    return allCases.map { DisplayWidth.padded($0.rawValue, to: width) + $0.summary }
      .joined(separator: "\n")
  }

  /// One line about the topic.
  package var summary: String {
    switch self {
    case .addresses: "how clusters, databases and collections are named"
    case .files: "files of Milvus Lite as a source and as a target"
    case .proxies: "how clusters are reached through a proxy"
    case .profiles: "clusters by names of your own, protection, and the file rc"
    case .quoting: "quotes, variables, comments and reserved characters"
    case .jobs: "what becomes of a migration, and how it goes on after an interruption"
    case .machines: "copying and comparing with several processes, and on Spark"
    case .verification: "what verify compares, and what repair writes and deletes"
    case .keys: "editing a line, and what keys do to a running command"
    case .scripts: "replaying commands from files"
    case .status: "exit statuses"
    case .secrets: "where tokens come from, and where they never go"
    case .variables: "what is read of the environment"
    case .versions: "which servers can be the source, and which the target"
    case .access: "users, roles and grants, and what of them is carried"
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
    case .machines: Self.aboutMachines
    case .verification: Self.aboutVerification
    case .keys: Self.aboutKeys
    case .scripts: Self.aboutScripts
    case .status: Self.aboutStatus
    case .secrets: Self.aboutSecrets
    case .variables: Self.aboutVariables
    case .versions: Self.aboutVersions
    case .access: Self.aboutAccess
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
