internal import Testing

@testable internal import MilvusClient

/// Secrets: presented to the server, shown to nobody.
@Suite struct CredentialsTests {
  private let secret = MilvusCredentials.token("root:open sesame")

  @Test func `the header is the base64 text alone`() {
    #expect(secret.header == "cm9vdDpvcGVuIHNlc2FtZQ==")
    #expect(MilvusCredentials.none.header == nil)
    #expect(MilvusCredentials.token("").isNone)
  }

  @Test func `no way of printing shows the secret`() {
    var dumped = ""
    dump(secret, to: &dumped)
    let access = MilvusAccess(endpoint: MilvusEndpoint(host: "h"), credentials: secret)
    for text in ["\(secret)", String(reflecting: secret), dumped, "\(access)"] {
      #expect(text.contains("•••"))
      #expect(!text.contains("sesame"))
    }
  }

  @Test(arguments: [
    "bad token root:open sesame", "bad password open sesame!", "bad cm9vdDpvcGVuIHNlc2FtZQ==",
  ])
  func `a server's words are cleaned of the secret`(_ words: String) {
    let clean = secret.redact(words)
    #expect(!clean.contains("sesame"))
    #expect(!clean.contains("cm9v"))
    #expect(clean.hasPrefix("bad"))
  }

  @Test func `a password too short to be told from a word does not eat messages`() {
    #expect(MilvusCredentials.token("a:no").redact("no such collection") == "no such collection")
  }
}
