/// Finds out with plain sockets why no conversation with a server comes about.
///
/// The transport beneath the client says only that it failed; a person wants to know whether it was the
/// name, the port, the network, TLS, or another program.
struct ReachProbe: Sendable {
  /// Whether a connection can be made.
  enum Reach: Sendable, Equatable {
    case connected
    case unknownHost
    case refused(after: Duration)
    case noAnswer(after: Duration)
    case noSocket
    case failed(reason: String, after: Duration)
    case proxyFailed(_ reason: String, HTTPProxy, status: Int? = nil)
    case cancelled
  }

  /// What a program that accepts connections speaks.
  enum Speech: Sendable, Equatable {
    case tls, plainHTTP2, otherHTTP, somethingElse, nothing, cancelled
  }

  /// The address to examine.
  var endpoint: MilvusEndpoint
  /// The proxy on the way there.
  var proxy: HTTPProxy?
  /// The longest that a finding may take.
  var patience: Duration

  /// Tries to connect, and nothing else.
  func dial() async -> Reach {
    let (endpoint, proxy, patience) = (endpoint, proxy, patience)
    let late = proxy.map { Reach.proxyFailed("does not answer", $0) } ?? .noAnswer(after: patience)
    return await offPool(within: patience, late: late, cancelled: .cancelled) {
      switch ProbeSocket.connect(to: endpoint, through: proxy, within: patience) {
      case .success: .connected
      case .failure(let reach): reach.reach
      }
    }
  }

  /// Connects and listens to what comes back, to a greeting in each of the two languages.
  func talk() async -> Speech {
    let (endpoint, proxy, patience) = (endpoint, proxy, patience)
    // 2 s: a server answers a greeting at once or not at all.
    let share = min(patience / 4, .seconds(2))
    let greetings: [Greeting] = endpoint.usesTLS ? [.tls, .http2] : [.http2, .tls]
    return await offPool(within: patience, late: .nothing, cancelled: .cancelled) {
      var guess: Speech?
      for greeting in greetings {
        guard
          case .success(let socket) = ProbeSocket.connect(
            to: endpoint, through: proxy, within: share)
        else { continue }
        // Nine bytes are the head of a frame, and more than any other judgement needs.
        let answer = socket.exchange(greeting.bytes, within: share) { $0.count >= 9 }
        let speech = Speech(answer)
        if let speech, [.tls, .plainHTTP2].contains(speech) { return speech }
        // Milvus answers what is not HTTP/2 as a web server would: ask in the other language, too.
        guess = guess ?? speech
      }
      return guess ?? .nothing
    }
  }
}

extension MilvusEndpoint {
  /// Whether something takes connections there.
  package func takesConnections(within patience: Duration) async -> Bool {
    await ReachProbe(endpoint: self, patience: patience).dial() == .connected
  }
}

extension ReachProbe.Reach {
  /// The failure that this is, or nil if there is a connection.
  func failure(attempt: String) -> MilvusError? {
    guard self != .connected else { return nil }
    return MilvusError(
      self == .cancelled ? .cancelled : .unreachable, "\(attempt): \(words)", obstacle: obstacle)
  }

  private var obstacle: MilvusError.Obstacle? {
    guard case .proxyFailed(_, _, let status) = self else { return nil }
    return .proxy(status: status)
  }

  /// What happened, as the rest of a sentence.
  var words: String {
    switch self {
    case .connected: "connected"
    case .unknownHost: "the host name cannot be resolved"
    case .refused(let time): "connection refused after \(time.plainText)"
    case .noAnswer(let time): "no answer after \(time.plainText)"
    case .noSocket: "there is no such socket"
    case .failed(let reason, let time): "\(reason) after \(time.plainText)"
    case .proxyFailed(let reason, let proxy, _): "the proxy \(proxy) \(reason)"
    case .cancelled: "cancelled"
    }
  }
}

extension ReachProbe.Speech {
  /// What an answer to a greeting tells, or nil if there was none.
  init?(_ answer: [UInt8]) {
    guard let first = answer.first else { return nil }
    // A TLS record: alert or handshake, then the major version 3.
    if [0x15, 0x16].contains(first), answer.count > 2, answer[1] == 3 {
      self = .tls
    } else if answer.starts(with: "HTTP/".utf8) {
      self = .otherHTTP
    } else if answer.count >= 9, [4, 7].contains(answer[3]), answer[5...8].allSatisfy({ $0 == 0 }) {
      // An HTTP/2 frame of the connection: SETTINGS or GOAWAY.
      self = .plainHTTP2
    } else {
      self = .somethingElse
    }
  }

  /// The failure in the light of what the program speaks; the first failure if that explains nothing.
  func failure(
    attempt: String, endpoint: MilvusEndpoint, after first: MilvusError
  ) -> MilvusError {
    switch (self, endpoint.usesTLS) {
    case (.tls, false):
      MilvusError(.tlsMismatch, "\(attempt): the port speaks TLS, and http does not", cause: first)
    case (.plainHTTP2, true):
      MilvusError(
        .tlsMismatch, "\(attempt): the port does not speak TLS, as https has to", cause: first)
    case (.tls, true), (.plainHTTP2, false):
      first
    case (.otherHTTP, _):
      MilvusError(
        .notMilvus, "\(attempt): a web server answers there, and it is not Milvus", cause: first)
    case (.somethingElse, _):
      MilvusError(
        .notMilvus, "\(attempt): a program answers there, and it is not Milvus", cause: first)
    case (.nothing, _):
      MilvusError(
        .notMilvus, "\(attempt): something accepts connections there and says nothing",
        cause: first)
    case (.cancelled, _):
      MilvusError(.cancelled, "\(attempt): cancelled", cause: first)
    }
  }
}
