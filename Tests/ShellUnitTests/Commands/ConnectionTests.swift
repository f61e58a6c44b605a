import Foundation
import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct ConnectionTests {
  private func cluster(
    _ address: String, _ version: ServerVersion, kind: ClusterKind, units: Int? = nil,
    label: String
  ) throws -> Cluster {
    let access = MilvusAccess(endpoint: try MilvusEndpoint.parse(address).endpoint)
    return Cluster(
      label: label, access: access,
      identity: ServerIdentity(
        version: version, text: "v\(version)", roundTrip: .milliseconds(38)),
      profile: ClusterProfile(kind: kind, declared: units != nil, computeUnits: units))
  }

  @Test func `a cloud cluster shows plan, size, region and that it is read-only`() throws {
    let cluster = try cluster(
      "https://in01-2f3a9c.aws-us-west-2.vectordb.zillizcloud.com:19530", ServerVersion(2, 5, 8),
      kind: .dedicated, units: 4, label: "prod")
    let value = ConnectionScreen(
      side: .source, cluster: cluster, database: "default", collections: 12)
    #expect(
      screen(value) == """
        source  prod    Zilliz Cloud Dedicated, 4 CU, aws-us-west-2   Milvus 2.5.8   TLS   38 ms
                database default, 12 collections, read-only

        """)
  }

  @Test func `any other server shows its address`() throws {
    let cluster = try cluster(
      "http://127.0.0.1:19531", ServerVersion(3, 2, 2, isLite: true), kind: .lite,
      label: "127.0.0.1:19531")
    let value = ConnectionScreen(
      side: .target, cluster: cluster, database: "sales", collections: 1)
    #expect(
      screen(value) == """
        target  127.0.0.1:19531  http://127.0.0.1:19531   Milvus Lite 3.2.2   plain   38 ms
                database sales, 1 collection

        """)
    #expect(
      json(value) == """
        {"schema":"vecferry.connection/1","side":"target","cluster":"127.0.0.1:19531",\
        "address":"http://127.0.0.1:19531","kind":"lite","kindDeclared":false,\
        "computeUnits":null,"version":"vLite 3.2.2","tls":false,"roundTripSeconds":0.038,\
        "proxy":null,\
        "database":"sales","collections":1,"readOnly":false,"protected":false,\
        "server":{"flavour":"lite","version":"Lite 3.2.2","knownBy":"version"},"lacks":[]}

        """)
  }

  @Test func `a server that hides its version has what it is taken for in JSON`() throws {
    var cluster = try cluster(
      "http://127.0.0.1:19530", ServerVersion(2, 6), kind: .milvus, label: "here")
    cluster.identity.text = ""
    cluster.identity.server = KnownServer(ServerVersion(2, 6), by: .answers)
    let value = ConnectionScreen(
      side: .source, cluster: cluster, database: "default", collections: 0)
    #expect(json(value).contains("\"version\":\"Milvus 2.6\""))
  }

  @Test(arguments: [
    ("10.0.0.7", "10.0.0.7"), ("http://milvus:19530", "milvus"),
    ("localhost:19531", "localhost:19531"), ("[::1]:25530", "[::1]:25530"), ("::1", "[::1]"),
    ("https://in01-2f3a9c.aws-us-west-2.vectordb.zillizcloud.com:19530", "in01-2f3a9c"),
  ])
  func `a cluster is called by its id or its host`(_ text: String, _ label: String) throws {
    #expect(try ClusterResolver().place(text).label == label)
  }

  @Test func `a cluster by its id shows its project, and is known to programs`() throws {
    var cluster = try cluster(
      "http://127.0.0.1:19530", ServerVersion(2, 3, 5), kind: .dedicated, label: "in01-books")
    var cloud = CloudProfile(clusterID: "in01-books", status: "RUNNING")
    cloud.region = "aws-us-west-2"
    cloud.projectName = "books"
    cloud.projectID = "proj-books"
    cloud.organizationType = "BYOC"
    cluster.profile.computeUnits = 4
    cluster.profile.cloud = cloud
    let value = ConnectionScreen(
      side: .target, cluster: cluster, database: "default", collections: 0)
    #expect(
      screen(value) == """
        target  in01-books  Zilliz Cloud Dedicated, BYOC, 4 CU, aws-us-west-2   Milvus 2.3.5   \
        plain   38 ms
                database default, 0 collections, project books

        """)
    #expect(
      json(value).hasSuffix(
        """
        "cloud":{"cluster":"in01-books","status":"RUNNING","region":"aws-us-west-2",\
        "cuType":null,"projectId":"proj-books","project":"books","orgType":"BYOC"}}

        """))
  }

  @Test(arguments: [
    ("in01-2f3a9c", true), ("in05-a", true), ("in77-2f3a9c-x", true), ("in01-", false),
    ("in01", false), ("in0x-2f3a9c", false), ("in01-2f3a.example.org", false),
    ("in01-2f3a:19530", false), ("https://in01-2f3a", false), ("localhost", false),
  ])
  func `an id is told from an address`(_ text: String, _ isID: Bool) {
    #expect(ClusterResolver.isClusterID(text) == isID)
  }

  @Test func `a refusal of the login's key says that it was shown`() throws {
    let access = MilvusAccess(
      endpoint: try MilvusEndpoint.parse("milvus").endpoint, credentials: .token("5f0c2a91"))
    var wish = ConnectionWish(access: access, label: "in01-books")
    let refusal = MilvusError(.unauthenticated, "refused")
    #expect(!wish.mayAsk(after: refusal))
    wish.presentsLoginKey = true
    #expect(wish.mayAsk(after: refusal))
    let advised = try #require(wish.failure(refusal, on: .source) as? AdvisedError)
    let failure = try #require(advised.error as? SideError)
    #expect(
      failure.error.message == """
        refused; the API key of the login was shown, and VECFERRY_SOURCE_TOKEN is not set
        """)
  }

  @Test func `a user's secret is a password`() throws {
    let access = MilvusAccess(endpoint: try MilvusEndpoint.parse("milvus").endpoint)
    var wish = ConnectionWish(access: access, user: "ann", label: "milvus")
    #expect(wish.access(presenting: "pw").credentials == .token("ann:pw"))
    #expect(wish.question == "Password of ann on milvus (not shown): ")
    wish.user = nil
    #expect(wish.access(presenting: "pw").credentials == .token("pw"))
    #expect(wish.question == "Token for milvus (not shown): ")
  }

  @Test func `a refusal of nobody says that no token was given`() throws {
    let access = MilvusAccess(endpoint: try MilvusEndpoint.parse("milvus").endpoint)
    let wish = ConnectionWish(access: access, label: "milvus")
    let refusal = MilvusError(.unauthenticated, "refused")
    let advised = try #require(wish.failure(refusal, on: .target) as? AdvisedError)
    let failure = try #require(advised.error as? SideError)
    #expect(failure.side == .target)
    #expect(
      failure.error.message == "refused; no token was given, and VECFERRY_TARGET_TOKEN is not set")
  }
}

@Suite struct SecretSourceTests {
  private func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  private func file(_ text: String, mode: Int) throws -> String {
    let path = try folder().appending(path: "token").path
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  @Test func `a file gives its first line without blanks`() async throws {
    let path = try file("  s3cret \nsecond\n", mode: 0o600)
    #expect(try await SecretSource.file(path).read(environment: [:]) == "s3cret")
  }

  @Test(arguments: [0o640, 0o604, 0o644, 0o660])
  func `a file that others can read is refused`(_ mode: Int) async throws {
    let path = try file("s3cret\n", mode: mode)
    let error = await #expect(throws: UsageError.self) {
      try await SecretSource.file(path).read(environment: [:])
    }
    #expect(error?.hint == "chmod 600 \(path)")
    #expect(error?.message.contains("s3cret") == false)
  }

  @Test func `a missing or empty file is an error`() async throws {
    let empty = try file("\n", mode: 0o600)
    for path in [empty, "/nowhere/token"] {
      await #expect(throws: UsageError.self) {
        try await SecretSource.file(path).read(environment: [:])
      }
    }
  }

  @Test func `a variable gives its value and has to be set`() async throws {
    #expect(try await SecretSource.variable("T").read(environment: ["T": "x"]) == "x")
    for environment in [[:], ["T": ""]] {
      await #expect(throws: UsageError.self) {
        try await SecretSource.variable("T").read(environment: environment)
      }
    }
  }

  @Test func `without an option the side's variable is taken if it is set`() async throws {
    let source = try SecretSource(file: nil, variable: nil, command: nil, side: .target)
    #expect(source == .standard(.target))
    #expect(try await source.read(environment: ["VECFERRY_TARGET_TOKEN": "x"]) == "x")
    #expect(try await source.read(environment: ["VECFERRY_SOURCE_TOKEN": "x"]) == nil)
  }

  @Test func `an API key is asked for in its own words`() async throws {
    let path = try file("k3y\n", mode: 0o644)
    for source in [SecretSource.file(path), .variable("K"), .command("exit 3")] {
      let error = await #expect(throws: UsageError.self) {
        try await source.read(environment: [:], as: .key)
      }
      // The file may be called as it likes.
      let words = error?.message.replacingOccurrences(of: path, with: "")
      #expect(words?.contains("token") == false)
      #expect(words?.contains("key") == true)
    }
    #expect(throws: UsageError.self) { try SecretSource.chosen("f", "V", nil, word: .key) }
  }

  @Test func `the first variable that is set gives the key`() async throws {
    let source = SecretSource.firstSet(["A", "B"])
    #expect(try await source.read(environment: ["A": "", "B": "b"]) == "b")
    #expect(try await source.read(environment: ["A": "a", "B": "b"]) == "a")
    #expect(try await source.read(environment: [:]) == nil)
  }

  @Test func `two places for one secret are refused`() {
    #expect(throws: UsageError.self) {
      try SecretSource(file: "f", variable: "V", command: nil, side: .source)
    }
  }

  @Test func `a command gives the first line that it prints`() async throws {
    let secret = try await SecretSource.command("printf 'abc\\ndef\\n'").read(environment: [:])
    #expect(secret == "abc")
  }

  @Test func `a command that fails is an error that does not repeat it`() async {
    let error = await #expect(throws: UsageError.self) {
      try await SecretSource.command("echo hidden; exit 3").read(environment: [:])
    }
    #expect(error?.message == "the command of --token-command ended with status 3")
  }
}
