internal import Foundation

/// A real proxy of HTTP, tinyproxy, on a port of this machine.
///
/// It knows hosts that nobody else knows: for a server at such a name it is the only way.
package struct TinyProxy: Sendable {
  /// A name of this machine that only the proxy can resolve.
  package static let onlyHost = "milvus.vecferry.test"
  /// A name that the proxy refuses to everybody.
  package static let refusedHost = "refused.vecferry.test"

  /// Its port of 127.0.0.1.
  package let port: Int
  private let folder: Scratch

  /// Starts a proxy that asks for this `user:password`, runs the body, and ends it.
  package static func with<R>(
    login: String, _ body: (TinyProxy) async throws -> R
  ) async throws -> R {
    let proxy = TinyProxy(port: try StrangePort(.closed).port, folder: try Scratch())
    try proxy.configure(login: login)
    var result: R?
    _ = try await Program.run(
      "tinyproxy", ["-d", "-c", proxy.folder.path(of: "configuration")],
      environment: [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin",
        "LD_PRELOAD": "libnss_wrapper.so", "NSS_WRAPPER_HOSTS": proxy.folder.path(of: "hosts"),
      ]
    ) { program in
      _ = try await waitUntil("the start of the proxy") {
        try? LocalSocket(connectedTo: proxy.port)
      }
      result = try await body(proxy)
      program.send(SIGKILL)
    }
    guard let result else { throw NeverHappened(what: "the end of the body", limit: .zero) }
    return result
  }

  /// The hosts and ports to which tunnels were asked for, in order.
  package var tunnels: [String] {
    get throws {
      let log = try String(contentsOfFile: folder.path(of: "log"), encoding: .utf8)
      return log.components(separatedBy: ": CONNECT ").dropFirst().map { rest in
        String(rest.prefix { $0 != " " })
      }
    }
  }

  private func configure(login: String) throws {
    let configuration = """
      Port \(port)
      Listen 127.0.0.1
      Timeout 600
      MaxClients 100
      BasicAuth \(login.replacing(":", with: " ", maxReplacements: 1))
      Filter "\(folder.path(of: "filter"))"
      LogLevel Connect
      LogFile "\(folder.path(of: "log"))"

      """
    let files = [
      "configuration": configuration, "filter": "\(Self.refusedHost)\n",
      "hosts": "127.0.0.1 \(Self.onlyHost)\n",
    ]
    for (name, text) in files {
      try text.write(toFile: folder.path(of: name), atomically: false, encoding: .utf8)
    }
  }
}
