/// What is known of a server while it is asked what it is, and what follows from it.
///
/// It is pure: whoever asks adds what was answered.
struct IdentityFacts: Equatable, Sendable {
  /// The answer to the question for the version; nil if the server has no such call.
  var told: String?
  /// What it said when it was introduced to a client; nil if it was not, or has no such call.
  var tags: String?
  /// What it was said to be, by its user or by what is installed.
  var given: KnownServer?
  /// Whether it is of Zilliz Cloud, which tells a number of its own in place of the version.
  var isOfCloud = false

  /// The version that it told at first.
  var first: ServerVersion? {
    isOfCloud ? nil : told.flatMap { ServerVersion.parse($0) }
  }

  /// Whether its first answer leaves open what it is.
  var isOpen: Bool { given == nil || first?.patch == nil }

  /// The version as the server says it; empty if it says none.
  var text: String { named.first { ServerVersion.parse($0)?.patch != nil } ?? named.first ?? "" }

  private var named: [String] { [tags, told].compactMap(\.self).filter { !$0.isEmpty } }

  /// What the server is, or how it is to be found out.
  enum Verdict: Equatable, Sendable {
    case known(KnownServer)
    /// By what it answers to other questions; without an answer it is taken for this.
    case byAnswers(otherwise: KnownServer)
    /// It is this, unless what it answers shows that it is Milvus Lite.
    case unlessLite(KnownServer)
  }

  /// What follows once the server was asked, and introduced to where that was open.
  var verdict: Verdict {
    let itself = ServerVersion.parse(named).map { KnownServer($0, by: .version) }
    if itself == nil, told == nil, let given, given.basis == .stated, !given.version.isLite {
      // Only Lite 2 has no such call.
      return .unlessLite(given)
    }
    guard let server = choice(of: itself) else {
      return .byAnswers(otherwise: KnownServer(.assumed, by: .assumed))
    }
    guard server != given, Self.isAmbiguous(server) else { return .known(server) }
    return .byAnswers(
      otherwise: KnownServer(ServerVersion(2, 3, 0, isAssumed: true), by: .answers))
  }

  /// What counts of what the server tells and what was said of it.
  ///
  /// What it tells outweighs what was stated, which counts where the server tells less.
  private func choice(of told: KnownServer?) -> KnownServer? {
    guard let told, let given, given.basis == .stated, !Self.isAmbiguous(told) else {
      return given ?? told
    }
    let isMoreExact = told.version.patch == nil && told.version.admits(given.version)
    return isMoreExact && told.version != given.version ? given : told
  }

  /// Whether a version fits releases that differ much: builds of 2.3.0 call themselves 2.2.
  private static func isAmbiguous(_ server: KnownServer) -> Bool {
    let version = server.version
    return !version.isLite && (version.major, version.minor) == (2, 2) && version.patch == nil
  }
}
