internal import Testing

@testable internal import ZillizCloud

@Suite struct CloudKeyTests {
  private static let secret = "5f0c2a91be7dc4418e"

  @Test func `a key shows itself nowhere`() throws {
    let key = try CloudKey(Self.secret)
    let access = CloudAccess(key: key)
    var dumped = ""
    dump(access, to: &dumped)
    for text in ["\(key)", String(reflecting: key), "\(access)", dumped] {
      #expect(!text.contains(Self.secret))
      #expect(text.contains("•••"))
    }
  }

  @Test func `blanks around a key do not count`() throws {
    #expect(try CloudKey(" \(Self.secret)\n") == CloudKey(Self.secret))
    #expect(try CloudKey("\t\(Self.secret)").header == "Bearer \(Self.secret)")
  }

  @Test(arguments: ["", "  ", "two words", "line\nline", "schlüssel", "db_admin:pass-word-1"])
  func `what no key can be is refused without being repeated`(text: String) throws {
    let error = #expect(throws: CloudError.self) { try CloudKey(text) }
    #expect(error?.code == .keyMalformed)
    let words = text.split(whereSeparator: \.isWhitespace)
    #expect(words.allSatisfy { error?.message.contains($0) == false })
  }

  @Test func `a text loses every occurrence of the key`() throws {
    let text = try CloudKey(Self.secret).redact("a \(Self.secret) b \(Self.secret)")
    #expect(text == "a ••• b •••")
  }
}
