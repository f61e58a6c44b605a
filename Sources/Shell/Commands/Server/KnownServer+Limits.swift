internal import MigrationEngine
internal import MilvusClient

extension KnownServer {
  /// Features that every release which is not old has, in the order in which they are missed.
  private static let expected: [Feature] = [
    .countRows, .upsert, .sortedPages, .partitions, .aliases, .databases, .array,
    .filterWithPartitionKey,
  ]

  /// What the server lacks of what one expects.
  var gaps: [Feature] { Self.expected.filter { !supports($0) } }

  /// What the server cannot do, and which side it can be; nil if there is nothing to say.
  var limits: String? {
    let lacks = gaps.map { "no \($0.title)" }
    guard !lacks.isEmpty else { return nil }
    let roles = Side.allCases.filter { obstacle(as: $0) == nil }
    let only = roles.count == 1 ? ": \(roles[0].rawValue) only" : ""
    return lacks.joined(separator: ", ") + only
  }

  /// Whether it can be that end, and if not, why not.
  func role(as side: Side) -> String {
    let answer = obstacle(as: side).map { "no, it \($0.reason); \($0.remedy)" } ?? "yes"
    return "as \(side.rawValue): \(answer)"
  }

  /// The fields of the JSON object.
  var document: JSONObject {
    [
      "flavour": .string(flavour.rawValue), "version": .string("\(version)"),
      "knownBy": .string(basis.rawValue),
    ]
  }
}

extension KnownServer.Basis {
  /// How it is known, in words.
  var words: String {
    switch self {
    case .version: "its answer to GetVersion or Connect"
    case .answers: "what it answers to other questions: it hides its version"
    case .stated: "connect --server-version"
    case .installed: "its package"
    case .assumed: "nothing: it hides its version"
    }
  }
}
