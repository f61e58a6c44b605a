package import MilvusClient

/// What `--proxy` takes: the URL of a proxy, or `none`.
package enum ProxyWord: Sendable, Equatable {
  /// Go straight, whatever the environment says.
  case none
  /// Go through this one.
  case proxy(HTTPProxy)

  /// Reads `[http://][user:password@]host[:port]` or `none`.
  ///
  /// - Throws: `UsageError.invalidValue`; the message never repeats what stood before the `@`.
  package init(_ text: String) throws(UsageError) {
    guard text.lowercased() != "none" else {
      self = .none
      return
    }
    do {
      self = .proxy(try Self.read(text))
    } catch {
      throw UsageError(
        .invalidValue, "\"\(Scrubber.scrubbed(text))\" is no proxy: \(error.reason)",
        hint: "as in: --proxy http://127.0.0.1:3128, or --proxy none")
    }
  }

  /// Whether it holds a secret.
  var hasLogin: Bool {
    guard case .proxy(let proxy) = self else { return false }
    return proxy.login != nil
  }

  /// Why a text names no proxy that can be used.
  struct Mistake: Error {
    var reason: String
  }

  /// The proxy that a text names.
  static func read(_ text: String) throws(Mistake) -> HTTPProxy {
    let scheme = text.firstRange(of: "://").map { text[..<$0.lowerBound].lowercased() } ?? "http"
    guard scheme == "http" else {
      throw Mistake(reason: "only proxies at http:// can be used, and this is none")
    }
    let url = text.contains("://") ? text : "http://" + text
    let parsed: ParsedEndpoint
    do {
      parsed = try MilvusEndpoint.parse(url)
    } catch {
      // What it says of the address follows the last colon and a blank.
      let reason = error.message.firstRange(of: "is no address: ").map {
        String(error.message[$0.upperBound...])
      }
      throw Mistake(reason: reason ?? "it is misspelt")
    }
    guard parsed.database == nil else { throw Mistake(reason: "nothing follows the port") }
    let isAssumed = parsed.assumption != nil
    return HTTPProxy(
      host: parsed.endpoint.host,
      port: isAssumed ? HTTPProxy.defaultPort : parsed.endpoint.port,
      credentials: parsed.credentials ?? .none)
  }
}
