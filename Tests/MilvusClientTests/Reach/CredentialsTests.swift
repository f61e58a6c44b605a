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

  @Test(arguments: [
    ("a:no", "no such collection"), ("root:Milvus", "Milvus 2.3.5 says no"),
    ("root:password", "wrong password"), ("root:Database", "no Database \"x\""),
  ])
  func `a password that may be an ordinary word does not eat messages`(
    token: String, words: String
  ) {
    #expect(MilvusCredentials.token(token).redact(words) == words)
  }

  @Test(arguments: ["root:Milvus", "key42", "root:password"])
  func `the whole token is always taken out`(token: String) {
    #expect(MilvusCredentials.token(token).redact("bad token \(token)!") == "bad token •••!")
  }
}
