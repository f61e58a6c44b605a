extension CloudError {
  /// What stands in the way of a conversation, where that is known better than by the code.
  public enum Obstacle: Sendable, Hashable {
    /// Nobody answers at the address of the proxy.
    case absentProxy
    /// The proxy asks for a user and a password, or does not take those that it was given.
    case unknownCaller
    /// The proxy does not let the request through.
    case closedProxy
    /// The certificate has expired, or nobody whom one trusts signed it.
    case untrustedServer
    /// The certificate is for another name.
    case otherName
  }
}
