internal import MilvusClient
internal import Testing

@testable internal import Shell

/// Which proxy is on the way to a host.
@Suite struct ProxySettingsTests {
  private let proxy = HTTPProxy(host: "proxy.example", port: 3128)

  private func route(
    to host: String = "milvus.example", _ environment: [String: String],
    of destination: ProxySettings.Destination = .cluster, word: ProxyWord? = nil
  ) -> ProxyRoute {
    ProxySettings(environment: environment).route(
      to: host, port: 19530, of: destination, word: word)
  }

  @Test(arguments: ["https_proxy", "HTTPS_PROXY", "grpc_proxy", "http_proxy"])
  func `clusters are reached by the variables of gRPC`(name: String) {
    #expect(route([name: "http://proxy.example:3128"]) == .through(proxy))
  }

  @Test(arguments: [("https_proxy", true), ("grpc_proxy", false), ("http_proxy", false)])
  func `the control plane is reached by those of HTTPS`(name: String, counts: Bool) {
    let route = route([name: "proxy.example:3128"], of: .controlPlane)
    #expect(route == (counts ? .through(proxy) : .direct))
  }

  @Test(arguments: ["localhost", "127.0.0.1", "127.1.2.3", "::1", "LOCALHOST"])
  func `this machine is reached straight unless a word says otherwise`(host: String) {
    let environment = ["https_proxy": "http://proxy.example:3128"]
    #expect(route(to: host, environment) == .direct)
    #expect(route(to: host, environment, word: .proxy(proxy)) == .through(proxy))
  }

  @Test func `a word counts more than the environment`() {
    #expect(route(["https_proxy": "other:1"], word: .proxy(proxy)) == .through(proxy))
    #expect(route(["https_proxy": "other:1"], word: ProxyWord.none) == .direct)
    #expect(route(["no_proxy": "*"], word: .proxy(proxy)) == .through(proxy))
  }

  @Test(
    arguments: [
      ([:], "no_proxy=milvus.example"), (["no_proxy": "a, b"], "no_proxy=a,b,milvus.example"),
      (["NO_PROXY": "a"], "NO_PROXY=a,milvus.example"),
      (["no_grpc_proxy": "a", "no_proxy": "b"], "no_grpc_proxy=a,milvus.example"),
    ] as [([String: String], String)])
  func `a host is excepted by the variable that counts, beside what it has`(
    environment: [String: String], words: String
  ) {
    let settings = ProxySettings(environment: environment)
    #expect(settings.exception(of: "milvus.example", from: .cluster) == words)
  }

  @Test func `nothing set, or nothing in it, means straight`() {
    #expect(route([:]) == .direct)
    #expect(route(["https_proxy": ""]) == .direct)
  }

  @Test func `a proxy that stays unused is told with the reason`() {
    let excepted = route(["HTTPS_PROXY": "proxy:1", "NO_PROXY": "a, milvus.example"])
    #expect(
      excepted
        == .past("HTTPS_PROXY names a proxy, which is not used: NO_PROXY excepts this host"))
    let unfit = route(["https_proxy": "socks5://ann:sesame@proxy:1"])
    #expect(
      unfit
        == .unfit(
          """
          https_proxy names a proxy, which is not used: only proxies at http:// can be used, and \
          this is none
          """))
  }

  @Test(
    arguments: [
      ("*", true), ("example", true), (".example", true), ("*.example", true),
      ("milvus.example", true), ("MILVUS.example", true), ("milvus.example:19530", true),
      ("milvus.example:19531", false), ("xample", false), ("other.example", false), ("", false),
      ("a b,milvus.example", true), ("milvus.example.", true), ("*.example.", true),
      ("mil*", true), ("*lvus.ex*", true), ("other*", false), ("*:19530", true),
      ("*:19531", false), ("milvus.*:19530", true), ("..example", true),
    ] as [(String, Bool)])
  func `names except a host and all below it`(list: String, matches: Bool) {
    let patterns = HostPattern.reading(of: list).patterns
    #expect(patterns.contains { $0.matches("milvus.example", port: 19530) } == matches)
  }

  @Test(
    arguments: [
      ("10.0.0.0/8", true), ("10.1.2.0/24", true), ("10.1.2.3", true), ("10.1.3.0/24", false),
      ("0.0.0.0/0", true), ("10.1.2.3/33", false), ("[10.1.2.3]:19530", true),
      ("10.1.2.*", true), ("10.1.*", true), ("10.1.3.*", false), ("10.1.2.3:19530", true),
      ("10.1.2.3:19531", false), ("*", true),
    ] as [(String, Bool)])
  func `networks except the addresses in them`(list: String, matches: Bool) {
    let patterns = HostPattern.reading(of: list).patterns
    #expect(patterns.contains { $0.matches("10.1.2.3", port: 19530) } == matches)
  }

  @Test(arguments: [
    ("fd00::1", true), ("[fd00::1]:19530", true), ("fd00::2", false), ("fd00::/8", true),
    ("fe80::/10", false), ("0.0.0.0/0", false), ("[fd00::1]", true), ("fd00:0:0::1", true),
    ("[fd00::1]:19531", false), ("[fd00::]/8", true), ("*", true),
  ])
  func `an address with colons is no host with a port`(list: String, matches: Bool) {
    let patterns = HostPattern.reading(of: list).patterns
    #expect(patterns.contains { $0.matches("fd00::1", port: 19530) } == matches)
  }

  @Test(arguments: [
    "10.0.0.0/33", "10.0.0/8", "milvus.example/24", "http://milvus.example", "a;b", "<local>",
    "h:x",
    "h:", "[fd00::1", "[fd00::1]x", ".",
  ])
  func `what names no host is told and not passed over in silence`(entry: String) {
    let (patterns, unknown) = HostPattern.reading(of: "a,\(entry) b")
    #expect(patterns.count == 2 && unknown == [entry])
    let settings = ProxySettings(environment: ["https_proxy": "p:1", "no_proxy": "a \(entry)"])
    #expect(settings.remarks(of: .cluster).count == 1)
    #expect(ProxySettings(environment: ["no_proxy": entry]).remarks(of: .cluster).isEmpty)
  }

  @Test(arguments: ["socks5://10.0.0.1:1080", "https://ann:sesame@10.0.0.1:3128"])
  func `a proxy that cannot be used is told once`(url: String) async {
    let recorded = RecordedSession(environment: ["https_proxy": url])
    for host in ["10.0.0.7", "10.0.0.8"] {
      await recorded.session.tell(of: route(to: host, ["https_proxy": url]), to: .cluster)
    }
    let text = recorded.outputs.messages
    #expect(text.ranges(of: "https_proxy names a proxy, which is not used").count == 1)
    #expect(!text.contains("sesame"))
  }

  @Test(arguments: ["localhost", "localhost.", "127.1.2.3", "::1", "0.0.0.0"])
  func `this machine is asked without a proxy`(host: String) {
    #expect(HostPattern.isThisMachine(host))
  }
}
