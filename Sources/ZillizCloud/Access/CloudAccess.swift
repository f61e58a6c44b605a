/// Everything that a conversation with a control plane needs: where, as whom, how patiently.
public struct CloudAccess: Sendable, Hashable {
  /// Where the control plane answers.
  public var address: CloudAddress
  /// Who is calling.
  public var key: CloudKey
  /// The proxy on the way there; nil to go straight there.
  public var proxy: CloudProxy?
  /// How long one request may take, its answer included; it may be sent three times.
  public var timeout: Duration

  /// Access with a key; 30 s is the patience of the official command-line client.
  public init(
    key: CloudKey, address: CloudAddress = .global, proxy: CloudProxy? = nil,
    timeout: Duration = .seconds(30)
  ) {
    self.address = address
    self.key = key
    self.proxy = proxy
    self.timeout = timeout
  }
}
