internal import MilvusClient
internal import Testing

/// What a person may write for the address of a server.
@Suite struct EndpointTests {
  @Test(arguments: [
    ("10.0.0.7", "http://10.0.0.7:19530"), ("10.0.0.7:8080", "http://10.0.0.7:8080"),
    ("http://db.example", "http://db.example:19530"),
    ("HTTP://db.example:1", "http://db.example:1"),
    ("https://db.example", "https://db.example:443"), ("tcp://h:1", "http://h:1"),
    ("https://db.example:443/", "https://db.example:443"), ("::1", "http://[::1]:19530"),
    ("[::1]:19531", "http://[::1]:19531"), ("http://[fe80::1]", "http://[fe80::1]:19530"),
    (" localhost \n", "http://localhost:19530"),
  ])
  func `an address is completed and printed as a URL`(_ text: String, _ printed: String) throws {
    #expect(try MilvusEndpoint.parse(text).endpoint.description == printed)
  }

  @Test(arguments: [
    ("in01-a.aws-us-west-2.vectordb.zillizcloud.com", 19530),
    ("in03-a.serverless.aws-eu-central-1.vectordb.zillizcloud.com", 443),
    ("in05-a.serverless.gcp-us-west1.cloud.zilliz.com", 443),
    ("in03-a.api.gcp-us-west1.zillizcloud.com", 443),
    ("in05-a.ali-cn-beijing.cloud.zilliz.com.cn", 443),
  ])
  func `hosts of Zilliz Cloud are secured, on the port of their kind`(
    _ host: String, _ port: Int
  ) throws {
    let parsed = try MilvusEndpoint.parse(host)
    #expect(parsed.endpoint == MilvusEndpoint(host: host, port: port, usesTLS: true))
    #expect(parsed.endpoint.isZillizCloud)
    #expect(parsed.assumption == "assumed https://\(host):\(port) (no scheme, no port)")
  }

  @Test func `a scheme that is written outweighs the host`() throws {
    let parsed = try MilvusEndpoint.parse("http://proxy.zilliz.com:19530")
    #expect(!parsed.endpoint.usesTLS)
    #expect(parsed.assumption == nil)
  }

  @Test(
    arguments: [
      ("10.0.0.7", "assumed http://10.0.0.7:19530 (no scheme, no port)"),
      ("10.0.0.7:1", "assumed http://10.0.0.7:1 (no scheme)"),
      ("https://h", "assumed https://h:443 (no port)"), ("https://h:1", nil),
    ] as [(String, String?)])
  func `what was assumed is said`(_ text: String, _ assumption: String?) throws {
    #expect(try MilvusEndpoint.parse(text).assumption == assumption)
  }

  @Test(
    arguments: [
      ("http://root:Milvus@h:1/sales", "root:Milvus", "sales"),
      ("root:p%40ss%2Fword@h", "root:p@ss/word", nil), ("https://key123456@h/", "key123456", nil),
      ("http://u:a@b/c@h:1/d", "u:a@b/c", "d"), ("http://h:1/caf%C3%A9", nil, "café"),
      ("http://u:50%@h", "u:50%", nil),
    ] as [(String, String?, String?)])
  func `credentials and a database are taken out`(
    _ text: String, _ token: String?, _ database: String?
  ) throws {
    let parsed = try MilvusEndpoint.parse(text)
    #expect(parsed.endpoint.host == "h")
    #expect(parsed.credentials == token.map { .token($0) })
    #expect(parsed.database?.text == database)
  }

  @Test(arguments: [
    ("unix:/run/milvus.sock", "/run/milvus.sock"), ("UNIX:/run/Milvus.sock", "/run/Milvus.sock"),
    ("unix:///a b/c:0", "/a b/c:0"),
  ])
  func `a socket is named by its path`(_ text: String, _ path: String) throws {
    let parsed = try MilvusEndpoint.parse(text)
    #expect(parsed.endpoint == MilvusEndpoint(socket: path))
    #expect(parsed.endpoint.description == "unix:\(path)")
    #expect(parsed.assumption == nil && !parsed.endpoint.usesTLS)
  }

  @Test func `the server of a file is known by the file`() {
    let endpoint = MilvusEndpoint(socket: "/run/x/socket", serving: "/files/demo.db")
    #expect(endpoint.description == "/files/demo.db")
  }

  @Test(arguments: [
    ("", "the host is missing or misspelt"), ("http://", "the host is missing or misspelt"),
    ("http://:19530", "the host is missing or misspelt"),
    ("\u{f97}", "the host is missing or misspelt"), ("[::1", "the host is missing or misspelt"),
    ("[::1]x", "the host is missing or misspelt"),
    ("http://::1:54530", "an IPv6 address stands in brackets: write [::1]:54530"),
    ("fe80::1:2:19530", "an IPv6 address stands in brackets: write [fe80::1:2]:19530"),
    ("127.0.0.1:54530:54530", "one port follows a host: write 127.0.0.1:54530"),
    ("h:1:2", "one port follows a host: write h:1"),
    (
      "grpc://h",
      "an address begins with http://, https://, tcp://, with unix: and a path, or with its host"
    ),
    ("h:0", "the port has to be a number from 1 to 65535"),
    ("h:65536", "the port has to be a number from 1 to 65535"),
    ("h:", "the port has to be a number from 1 to 65535"),
    ("h:+1", "the port has to be a number from 1 to 65535"),
    ("unix:milvus.sock", "a socket is named by its whole path: write unix:/run/milvus.sock"),
    ("unix://host/x", "a socket is named by its whole path: write unix:/run/milvus.sock"),
    (
      "unix:/" + String(repeating: "a", count: 103),
      "the path of a socket has 103 bytes at most"
    ),
    ("h o", "it contains a space or a control character"),
    ("http://h/a/b", "after the host only the name of a database may follow"),
    ("http://h/%+1", "after the host only the name of a database may follow"),
    ("http://h?x=1", "after the host only the name of a database may follow"),
  ])
  func `a misspelt address is refused with its reason`(_ text: String, _ reason: String) {
    let error = #expect(throws: MilvusError.self) { try MilvusEndpoint.parse(text) }
    #expect(error?.code == .invalidRequest)
    #expect(error?.message.hasSuffix(reason) == true)
  }

  @Test(arguments: [
    "http://root:s3cret@h:99999", "root:s3cret@", "ftp://root:s3cret@h", "root:s3cret://x@h",
    "root:s3cret@h://", "unix:s3cret@h", "unix://s3cret@h",
    "http://root:s3cret@\u{301}h", "http://h?token=s3cret", "http://h/#s3cret",
  ])
  func `a refusal does not repeat the password`(_ text: String) {
    let error = #expect(throws: MilvusError.self) { try MilvusEndpoint.parse(text) }
    #expect(error?.message.contains("s3cret") == false)
  }
}
