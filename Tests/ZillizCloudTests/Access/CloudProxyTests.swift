internal import Testing

@testable internal import ZillizCloud

/// The proxy on the way to a control plane.
@Suite struct CloudProxyTests {
  @Test func `no way of printing shows the login`() {
    let proxy = CloudProxy(host: "proxy.example", port: 3128, login: "ann:open sesame")
    var dumped = ""
    dump(proxy, to: &dumped)
    for text in ["\(proxy)", String(reflecting: proxy), dumped] {
      #expect(text.contains("proxy.example"))
      #expect(!text.contains("sesame"))
    }
  }

  @Test(arguments: [
    ("https://api.example", "api.example", 443), ("https://api.example:8443", "api.example", 8443),
    ("http://localhost", "localhost", 80), ("http://[::1]:8080", "::1", 8080),
  ])
  func `an address has a host and a port`(text: String, host: String, port: Int) throws {
    let place = try CloudAddress(text).place
    #expect(place.host == host)
    #expect(place.port == port)
  }
}
