/// Everything that a connection needs: where, who, how safely and how patiently.
public struct MilvusAccess: Sendable, Hashable {
  /// The address.
  public var endpoint: MilvusEndpoint
  /// Who is calling.
  public var credentials: MilvusCredentials
  /// How the connection is secured if the endpoint uses TLS.
  public var tls: TLSOptions
  /// The proxy on the way to the server; nil to go straight there.
  public var proxy: HTTPProxy?
  /// The patience of calls that only ask; others are waited for at least as long.
  public var timeout: Duration
  /// How long rows are waited for that the statistics count, and of which no query sees any.
  ///
  /// A minute: on two cores that twenty processes wanted, rows came after more than 5 s.
  package var unseenPatience = Duration.seconds(60)
  /// How long a server may take for a release after a failure, or to say that something is released.
  ///
  /// 2 s: servers release at once, and the whole end of a process, with two of them, has 15.
  package var releasePatience = Duration.seconds(2)
  /// The database to work in when none is named.
  public var database: ServerName
  /// What the server is, if that is known before it is asked, or was stated.
  public var server: KnownServer?

  /// Access to a server; only the endpoint has to be given.
  public init(
    endpoint: MilvusEndpoint, credentials: MilvusCredentials = .none,
    tls: TLSOptions = TLSOptions(), proxy: HTTPProxy? = nil, timeout: Duration = .seconds(10),
    database: ServerName = "default", server: KnownServer? = nil
  ) {
    self.endpoint = endpoint
    self.credentials = credentials
    self.tls = tls
    self.proxy = proxy
    self.timeout = timeout
    self.database = database
    self.server = server
  }
}
