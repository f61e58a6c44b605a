internal import MilvusClient
internal import Testing

@testable internal import Shell

/// What `--proxy` takes.
@Suite struct ProxyWordTests {
  @Test(
    arguments: [
      ("http://proxy:3128", "proxy:3128"), ("proxy:3128", "proxy:3128"), ("proxy", "proxy:80"),
      ("http://[::1]:8080/", "[::1]:8080"), ("HTTP://ann:pass@proxy", "proxy:80"),
    ])
  func `a proxy is a host with a port`(text: String, place: String) throws {
    guard case .proxy(let proxy) = try ProxyWord(text) else {
      Issue.record("\(text) is no proxy")
      return
    }
    #expect(proxy.description == place)
  }

  @Test func `a login is unescaped and kept apart`() throws {
    guard case .proxy(let proxy) = try ProxyWord("http://ann:a%40b@proxy:1") else {
      Issue.record("it is no proxy")
      return
    }
    #expect(proxy.login == "ann:a@b")
    #expect(try ProxyWord("http://ann:a%40b@proxy:1").hasLogin)
    #expect(try !ProxyWord("none").hasLogin)
    #expect(try ProxyWord("NONE") == ProxyWord.none)
  }

  @Test(arguments: [
    "https://ann:sesame@proxy:1", "http://ann:sesame@", "http://ann:sesame@proxy:99999",
    "http://ann:sesame@proxy:1/path", "socks5://ann:sesame@proxy", "http://ann:ses ame@proxy",
  ])
  func `what is no proxy is refused without its secret`(text: String) {
    let error = #expect(throws: UsageError.self) { try ProxyWord(text) }
    #expect(error?.code == .invalidValue)
    #expect(!"\(error, default: "-")".contains("ame@"))
    #expect(!"\(error, default: "-")".contains("sesame"))
  }
}
