internal import MilvusWire
internal import SwiftProtobuf
internal import Testing

@testable internal import MilvusClient

/// What the failures of servers and connections become.
@Suite struct ErrorMappingTests {
  @Test func `a status without a code is success`() {
    #expect(failure(code: 0, legacy: 0, "whatever it says") == nil)
  }

  @Test(
    arguments: [
      (100, 4, "can't find collection[collection=a]", .collectionNotFound),
      (101, 0, "collection not loaded", .notLoaded), (106, 0, "on recovering", .notLoaded),
      (8, 49, "rate limit exceeded[rate=0.1]", .rateLimited),
      (9, 48, "quota exceeded[reason=disk]", .writeDenied), (2, 1, "unavailable", .notReady),
      (503, 0, "node offline", .notReady), (3, 0, "memory limit exceeded", .outOfMemory),
      (109, 62, "schema mismatch", .schemaChanged),
      (200, 0, "partition not found", .partitionNotFound),
      (700, 0, "index not found", .noIndex), (800, 0, "database not found", .databaseNotFound),
      (1100, 0, "invalid parameter", .invalidRequest), (1102, 0, "too large", .messageTooLarge),
      (1401, 0, "permission deny", .unauthenticated), (1602, 0, "x", .aliasTaken),
      (0, 4, "gone", .collectionNotFound), (0, 49, "slow", .rateLimited), (0, 26, "", .noIndex),
      (0, 6, "illegal", .invalidRequest),
    ] as [(Int32, Int32, String, MilvusError.Code)])
  func `a number tells the class`(
    _ code: Int32, _ legacy: Int32, _ words: String, _ expected: MilvusError.Code
  ) {
    #expect(failure(code: code, legacy: legacy, words)?.code == expected)
  }

  @Test(
    arguments: [
      (65535, "partition not loaded", .notLoaded),
      (65535, "query results exceed the maxOutputSize Limit", .messageTooLarge),
      (65535, "query results exceed the limit size : service internal error", .messageTooLarge),
      (65535, "Query result size exceeds the configured maximum output size", .messageTooLarge),
      (1, "SENT message larger than max (281540039 vs. 268435456)", .messageTooLarge),
      (
        65535, "rpc error: code = ResourceExhausted desc = received message after decompression",
        .messageTooLarge
      ),
      (65535, "request rate limit exceeded", .rateLimited),
      (
        65535,
        "create duplicate collection with different parameters, collection: alias already exist",
        .alreadyExists
      ),
      (65535, "database already exist: d", .alreadyExists),
      (65535, "partition name p not found", .partitionNotFound),
      (65535, "invalid max query result window", .invalidRequest),
      (1, "collection 'my alias' already exists", .alreadyExists),
      (1, "alias 'a' already exists", .aliasTaken),
      (1, "alias 'c' conflicts with an existing collection", .aliasTaken),
      (1, "database 'nope' does not exist", .databaseNotFound), (1, "p1", .invalidRequest),
      (1, "service not ready[standalone=1]: Abnormal", .notReady),
      (6, "database 'default' already exists", .alreadyExists),
      (6, "unknown field 'rate limit exceeded'", .invalidRequest),
      (1100, "invalid field [not loaded]", .invalidRequest),
      (1100, "Invalid collection name: my-docs. collection name can only contain", .invalidName),
      (1100, "Invalid collection alias: 2live. the first character of a", .invalidName),
      (65535, "Invalid partition name: 2024-01. Partition name can only", .invalidName),
      (65535, "Invalid index name: my index. Index name cannot only", .invalidName),
      (1701, "Invalid field name: a$b. Field name cannot only contain", .invalidName),
    ] as [(Int32, String, MilvusError.Code)])
  func `words tell the class where the number says little, and names do not count`(
    _ code: Int32, _ words: String, _ expected: MilvusError.Code
  ) {
    #expect(failure(code: code, legacy: 0, words)?.code == expected)
  }

  @Test(arguments: [
    "collection not loaded",
    "collection:447000000000000001 or partition:[] was not loaded into memory",
    "collection:docs or partition:[p] not loaded into memory when query",
    "fail to get shard leaders from QueryCoord: collection 447 is not fully loaded",
    "collection 447 has not been loaded to memory or load failed",
    "partition 448 of collection 447 has not been loaded to memory or load failed",
  ])
  func `Milvus 2_2 has many words for a collection that is not loaded`(words: String) {
    // It gives all of these the number 1, and no other.
    #expect(failure(code: 0, legacy: 1, words)?.code == .notLoaded)
  }

  @Test func `the message says what was attempted and what the server said, on one line`() {
    let error = failure(code: 1100, legacy: 1, "bad filter\n  at column 5")
    #expect(error?.message == "cannot try: bad filter at column 5")
    #expect(error?.serverCode == 1100)
    #expect(failure(code: 77, legacy: 0, "")?.message == "cannot try: the server answered code 77")
  }

  @Test(
    arguments: [
      (
        CallStatus.deadlineExceeded, "", "", .timedOut,
        "no answer from \"https://h:1\" within 2.5 s"
      ),
      (
        .unauthenticated, "auth check failure", "", .unauthenticated,
        "the server refused the credentials: auth check failure"
      ),
      (
        .permissionDenied, "PrivilegeQuery: permission deny to u", "", .permissionDenied,
        "PrivilegeQuery: permission deny to u"
      ),
      (
        .unimplemented, "unknown method", "", .unsupportedByServer,
        "the server does not have this call: unknown method"
      ),
      (
        .resourceExhausted, "received message larger than max (2 vs. 1)", "", .messageTooLarge,
        "received message larger than max (2 vs. 1)"
      ),
      (
        .resourceExhausted, "request is rejected by grpc RateLimiter middleware", "", .rateLimited,
        "request is rejected by grpc RateLimiter middleware"
      ),
      (
        .unavailable, "Could not connect", "Connection refused) (errno: 111)", .unreachable,
        "connection refused"
      ),
      (
        .unavailable, "Stream unexpectedly closed.", "", .unreachable,
        "the connection to \"https://h:1\" was lost"
      ),
      (
        .unavailable, "closed", "sslError CERTIFICATE_VERIFY_FAILED", .tlsFailed,
        """
        the server's certificate is not trusted: its authority is unknown, its chain has a gap, or it has \
        expired
        """
      ),
      (
        .unavailable, "closed", "sslError WRONG_VERSION_NUMBER", .tlsMismatch,
        "the port does not speak TLS"
      ),
      (
        .unavailable, "closed", "SSLV3_ALERT_BAD_CERTIFICATE", .tlsFailed,
        "the server asks for a client certificate"
      ),
      (
        .internalError, "Exception deserializing request!", "", .unexpectedAnswer,
        "the server failed: Exception deserializing request!"
      ),
      (
        .unknown, "The transport threw an unexpected error.", "ChannelError.eof", .unreachable,
        "the connection to \"https://h:1\" was lost"
      ),
      (.aborted, "try again", "", .notReady, "try again"),
    ] as [(CallStatus, String, String, MilvusError.Code, String)])
  func `a gRPC status becomes a class and plain words`(
    _ status: CallStatus, _ words: String, _ causes: String, _ code: MilvusError.Code,
    _ text: String
  ) {
    let endpoint = MilvusEndpoint(host: "h", port: 1, usesTLS: true)
    let reason = TransportReason(
      status, words: words, causes: causes, access: MilvusAccess(endpoint: endpoint),
      timeout: .milliseconds(2500))
    #expect(reason.code == code && reason.text == text)
  }

  @Test(
    arguments: [
      ("CERTIFICATE_VERIFY_FAILED", .untrustedServer), ("failedToValidateHostname", .otherName),
      ("BAD_CERTIFICATE", .missingCertificate), ("unknown_ca", .refusedCertificate),
      ("certificate_expired", .refusedCertificate), ("WRONG_VERSION_NUMBER", nil),
    ] as [(String, MilvusError.Obstacle?)])
  func `what TLS stumbles over is told apart`(cause: String, obstacle: MilvusError.Obstacle?) {
    let reason = TransportReason(
      .unavailable, words: "", causes: cause,
      access: MilvusAccess(endpoint: MilvusEndpoint(host: "h", usesTLS: true)),
      timeout: .seconds(1))
    #expect(reason.obstacle == obstacle)
  }

  @Test func `a refused client certificate is told from a missing one`() {
    var access = MilvusAccess(endpoint: MilvusEndpoint(host: "h", usesTLS: true))
    access.tls.certificateFile = "client.pem"
    let reason = TransportReason(
      .unavailable, words: "", causes: "BAD_CERTIFICATE", access: access, timeout: .seconds(1))
    #expect(reason.text == "the server refused the client certificate")
  }

  @Test(
    arguments: [
      ("PrivilegeLoad: permission deny to few", "Load"), ("permission deny to few", nil),
      ("Privilege: permission deny", nil),
    ] as [(String, String?)])
  func `the privilege that is missing is the one that the server names`(
    _ words: String, _ privilege: String?
  ) {
    let denial = MilvusError(.permissionDenied, words, serverWords: words)
    #expect(denial.missingPrivilege == privilege)
    #expect(MilvusError(.invalidRequest, words, serverWords: words).missingPrivilege == nil)
  }

  @Test(arguments: [
    ("collection not found[collection=470780933617746177]", true),
    ("collection not found[database=default][collection=470780933617746177]", true),
    ("collection not found[database=default][collection=live]", false),
    ("collection not found[collection=47_live]", false), ("collection not found", false),
    ("collection not found[collection=]", false),
  ])
  func `a name that leads to a dropped collection is told by its number`(
    _ words: String, _ isDropped: Bool
  ) {
    let answer = MilvusError(.collectionNotFound, words, serverWords: words)
    #expect(answer.leadsToDropped("live") == isDropped)
  }

  @Test func `a name of digits is free where the answer repeats it`() {
    let words = "collection not found[collection=2024]"
    let answer = MilvusError(.collectionNotFound, words, serverWords: words)
    #expect(!answer.leadsToDropped("2024"))
  }

  @Test func `a write may have been executed unless its failure says otherwise`() {
    let unknown = MilvusError.Code.allCases.filter { MilvusError($0, "").isOutcomeUnknown }
    #expect(unknown == [.cancelled, .timedOut, .unreachable, .notReady, .unexpectedAnswer])
    #expect(MilvusError.Code.rateLimited.recovery == .wait(.rateLimit))
    #expect(MilvusError.Code.invalidRequest.recovery == .never)
  }

  @Test(arguments: [
    (Duration.milliseconds(4), "4 ms"), (.milliseconds(350), "0.4 s"), (.seconds(10), "10 s"),
    (.milliseconds(2449), "2.4 s"), (.milliseconds(99), "99 ms"), (.milliseconds(9960), "10 s"),
  ])
  func `durations are short`(_ duration: Duration, _ text: String) {
    #expect(duration.plainText == text)
  }

  private func failure(code: Int32, legacy: Int32, _ words: String) -> MilvusError? {
    let status = WireStatus.with {
      $0.code = code
      $0.errorCode = legacy
      $0.reason = words
    }
    return MilvusError.failure(ofStatus: status, attempt: "cannot try")
  }
}
