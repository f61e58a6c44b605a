/// How to secure a connection, beyond what the system trusts.
public struct TLSOptions: Sendable, Hashable, Codable {
  /// A PEM file with the authorities to trust instead of the system's.
  public var authorityFile: String?
  /// A PEM file with the client's certificate, and its chain.
  public var certificateFile: String?
  /// A PEM file with the key of the client's certificate.
  public var keyFile: String?
  /// The name to ask for, and to accept in the server's certificate instead of the endpoint's host.
  public var serverName: String?

  /// Options of which nothing has to be given.
  public init(
    authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil,
    serverName: String? = nil
  ) {
    self.authorityFile = authorityFile
    self.certificateFile = certificateFile
    self.keyFile = keyFile
    self.serverName = serverName
  }
}
