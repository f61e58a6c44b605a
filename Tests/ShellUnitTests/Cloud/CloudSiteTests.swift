internal import Testing
internal import ZillizCloud

@testable internal import Shell

@Suite struct CloudSiteTests {
  @Test(
    arguments: [
      ("auto", [:], .global), ("global", [:], .global), ("china", [:], .china),
      ("auto", ["VECFERRY_CLOUD_URL": "china"], .china),
      ("auto", ["VECFERRY_CLOUD_URL": ""], .global),
      ("auto", ["VECFERRY_CLOUD_URL": "auto"], .global),
      ("global", ["VECFERRY_CLOUD_URL": "china"], .global),
    ] as [(String, [String: String], CloudAddress)])
  func `a word names a control plane, auto leaves it to the environment`(
    word: String, environment: [String: String], address: CloudAddress
  ) throws {
    let site = try CloudSite(word)
    #expect(site.text == word)
    #expect(try site.address(environment: environment) == address)
  }

  @Test func `an address of one's own is taken as it is`() throws {
    let own = "http://127.0.0.1:8080"
    #expect(try CloudSite(own).address(environment: [:]).description == own)
    let named = try CloudSite.auto.address(environment: ["VECFERRY_CLOUD_URL": own])
    #expect(named.description == own)
  }

  @Test(arguments: ["", "mars", "http://example.org", "https://key@host"])
  func `anything else is refused, also in the environment`(text: String) {
    let error = #expect(throws: UsageError.self) { try CloudSite(text) }
    #expect(error?.code == .invalidValue)
    guard !text.isEmpty else { return }
    #expect(throws: UsageError.self) {
      try CloudSite.auto.address(environment: ["VECFERRY_CLOUD_URL": text])
    }
  }
}
