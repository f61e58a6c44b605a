internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import Synchronization

/// The program as a worker that another program started: it is told on standard input what to copy, and
/// answers on standard output, a line of JSON each.
enum WorkerProgram {
  /// The arguments that ask for it.
  static let words = ["worker", "--stdio"]

  /// Works until standard input ends, with the credentials and proxies that the environment holds.
  static func run(environment: [String: String]) async throws {
    let credentials = { (side: String) in
      MilvusCredentials.token(environment["VECFERRY_WORKER_\(side)_TOKEN"] ?? "")
    }
    let proxy = { (side: String) throws(ProxyWord.Mistake) in
      try environment["VECFERRY_WORKER_\(side)_PROXY"].map { text throws(ProxyWord.Mistake) in
        try ProxyWord.read(text)
      }
    }
    try await Worker(
      source: credentials("SOURCE"), target: credentials("TARGET"),
      sourceProxy: try proxy("SOURCE"), targetProxy: try proxy("TARGET")
    ).run(over: link)
  }

  /// What the environment of a worker holds that is to present credentials.
  static func tokens(from source: MilvusAccess, to target: MilvusAccess) -> [String: String] {
    var variables: [String: String] = [:]
    variables["VECFERRY_WORKER_SOURCE_TOKEN"] = source.credentials.presented
    variables["VECFERRY_WORKER_TARGET_TOKEN"] = target.credentials.presented
    return variables
  }

  /// What the environment of a worker of this machine holds.
  static func variables(from source: MilvusAccess, to target: MilvusAccess) -> [String: String] {
    var variables = tokens(from: source, to: target)
    for (side, access) in [("SOURCE", source), ("TARGET", target)] {
      variables["VECFERRY_WORKER_\(side)_PROXY"] = access.proxy.map { proxy in
        let login = proxy.login?.addingPercentEncoding(withAllowedCharacters: .plainInLogin)
        return "http://" + (login.map { $0 + "@" } ?? "") + proxy.description
      }
    }
    return variables
  }

  private static var link: WorkerLink {
    let input = InputThread(name: "standard input") {}
    let output = Mutex(FileHandle.standardOutput)
    return WorkerLink(
      lines: AsyncStream { await input.perform { readLine() } },
      write: { line in
        // Whoever started it may be gone; then standard input ends, too.
        output.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) }
      }, hangUp: {})
  }
}

extension CharacterSet {
  /// What stands for itself in the user and password of an address, and the colon between them.
  fileprivate static let plainInLogin = alphanumerics.union(CharacterSet(charactersIn: ":-._~"))
}
