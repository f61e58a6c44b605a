/// What a profile can say of a cluster: its place, and options of `connect` by their names.
package enum ProfileKey: String, CaseIterable, Sendable {
  case place, database, user
  case tokenFile = "token-file"
  case tokenEnv = "token-env"
  case tokenCommand = "token-command"
  case label, kind, cu
  case serverVersion = "server-version"
  case ca, cert, key, proxy
  case litePython = "lite-python"
  case inPlace = "in-place"
  case protect

  /// Whether its value names a file.
  var isPath: Bool { [.tokenFile, .ca, .cert, .key, .litePython].contains(self) }

  /// Whether its value is true or false.
  var isFlag: Bool { [.inPlace, .protect].contains(self) }

  /// Whether only a file of Milvus Lite has it.
  var belongsToFile: Bool { [.litePython, .inPlace].contains(self) }

  /// Whether no file of Milvus Lite has it.
  var belongsToCluster: Bool {
    switch self {
    case .user, .tokenFile, .tokenEnv, .tokenCommand, .kind, .cu, .serverVersion, .ca, .cert, .key,
      .proxy:
      true
    case .place, .database, .label, .litePython, .inPlace, .protect: false
    }
  }

  /// The keys of which one says where the secret comes from.
  static let secretSources: [ProfileKey] = [.tokenFile, .tokenEnv, .tokenCommand]
}
