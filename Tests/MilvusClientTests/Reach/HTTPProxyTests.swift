internal import Testing

@testable internal import MilvusClient

/// What a proxy is asked, and how its answer is read.
@Suite struct HTTPProxyTests {
  private let proxy = HTTPProxy(
    host: "proxy.example", port: 3128, credentials: .token("ann:open sesame"))

  @Test func `a tunnel is asked for with the login`() {
    let text = String(decoding: proxy.request(for: MilvusEndpoint(host: "::1")), as: UTF8.self)
    #expect(
      text == """
        CONNECT [::1]:19530 HTTP/1.1\r
        Host: [::1]:19530\r
        Proxy-Authorization: Basic YW5uOm9wZW4gc2VzYW1l\r
        \r

        """)
  }

  @Test func `no way of printing shows the login`() {
    var dumped = ""
    dump(proxy, to: &dumped)
    for text in ["\(proxy)", String(reflecting: proxy), dumped] {
      #expect(text.contains("proxy.example"))
      #expect(!text.contains("sesame"))
    }
  }

  @Test(
    arguments: [
      ("", .incomplete), ("HTTP/1.1 200 OK\r\nA: b\r\n", .incomplete),
      ("HTTP/1.1 200 OK\r\n\r\nmore", .open(headLength: 19)),
      ("HTTP/1.0 200 Connection established\r\nA: b\r\n\r\n", .open(headLength: 45)),
      ("HTTP/1.1 403 Filtered\r\n\r\n", .refused("answers 403 Filtered", status: 403)),
      (
        "HTTP/1.1 407 Who?\r\n\r\n",
        .refused("asks for a user and a password: 407 Who?", status: 407)
      ),
      ("SSH-2.0\r\n\r\n", .refused("does not speak HTTP")),
      (String(repeating: "x", count: 70_000), .refused("does not speak HTTP")),
    ] as [(String, ProxyAnswer.Verdict)])
  func `an answer opens the tunnel, refuses it, or is to be continued`(
    _ answer: String, _ verdict: ProxyAnswer.Verdict
  ) {
    #expect(ProxyAnswer.verdict(on: Array(answer.utf8)) == verdict)
  }
}
