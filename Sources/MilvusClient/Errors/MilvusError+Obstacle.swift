extension MilvusError {
  /// What stands in the way of a conversation, where that is known better than by the code.
  public enum Obstacle: Sendable, Hashable {
    /// The proxy, with the status of its answer to CONNECT; nil if it gave none.
    case proxy(status: Int?)
    /// The server's certificate has expired, or nobody whom one trusts signed it.
    case untrustedServer
    /// The server's certificate is for another name.
    case otherName
    /// Behind a proxy a certificate is held against a name, and the address is none.
    case addressBehindProxy
    /// The server asks for a client certificate, and there is none.
    case missingCertificate
    /// The server does not take the client certificate.
    case refusedCertificate
    /// A file of a certificate or a key cannot be used.
    case badFile
  }
}
