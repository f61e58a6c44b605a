/// A proxy of HTTP through which the control plane is asked.
public struct CloudProxy: Sendable, Hashable, CustomStringConvertible {
  /// A host name or an IP address, an IPv6 address without brackets.
  public var host: String
  /// The TCP port.
  public var port: Int
  /// The `user:password` that the proxy asks for; nil if it asks for none.
  package var login: String?

  /// A proxy from its parts; the login is `user:password` and never printed.
  public init(host: String, port: Int, login: String? = nil) {
    self.host = host
    self.port = port
    self.login = login
  }

  /// The host and the port, as `proxy.example:3128`.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension CloudProxy: CustomReflectable {
  /// A mirror without the login.
  public var customMirror: Mirror { Mirror(self, children: ["host": host, "port": port]) }
}
