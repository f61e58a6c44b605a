internal import Testing

@testable internal import ZillizCloud

@Suite struct CloudAddressTests {
  @Test(arguments: [
    ("https://api.cloud.zilliz.com", "https://api.cloud.zilliz.com"),
    ("https://api.cloud.zilliz.com.cn/", "https://api.cloud.zilliz.com.cn"),
    ("https://gateway.example.org:8443//", "https://gateway.example.org:8443"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://localhost", "http://localhost"),
    ("http://[::1]:8080", "http://[::1]:8080"),
  ])
  func `an address is a scheme, a host and perhaps a port`(text: String, shown: String) throws {
    #expect(try CloudAddress(text).description == shown)
  }

  @Test(arguments: [
    "", "api.cloud.zilliz.com", "ftp://host", "https://", "https://host/path", "https://host?key",
    "https://host:0", "https://host:65536", "https://host:", "https://[::1", "https://hö.st",
  ])
  func `anything else is refused`(text: String) {
    let error = #expect(throws: CloudError.self) { try CloudAddress(text) }
    #expect(error?.code == .addressMalformed)
  }

  @Test(arguments: ["http://example.org", "http://127.example.org", "http://10.0.0.7:80"])
  func `a key is sent in the clear to this machine only`(text: String) {
    let error = #expect(throws: CloudError.self) { try CloudAddress(text) }
    #expect(error?.message.contains("https://") == true)
  }

  @Test func `a key in an address is refused and not repeated`() {
    let error = #expect(throws: CloudError.self) { try CloudAddress("https://5f0c2a91@host") }
    #expect(error?.message.contains("5f0c2a91") == false)
  }

  @Test func `the two control planes have addresses of that form`() throws {
    for known in [CloudAddress.global, .china] {
      #expect(try CloudAddress(known.description) == known)
    }
  }
}
